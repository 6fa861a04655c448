// Runs one execution of a state machine. JSON lines on standard input and output:
//   in   {"definition": ASL, "input": .., "context": .., "tasks": [state names], "retryMillis": n}
//   out  {"type": "StateEntered" | "StateExited" | "StateRetried" | "StateCaught" | "StateFailed",
//         "state": name, "error": .., "cause": ..}
//   out  {"type": "Task", "id": n, "state": name, "parameters": ..}
//   in   {"id": n, "output": ..} or {"id": n, "error": name, "cause": text}
//   out  {"type": "Succeeded", "output": ..} or {"type": "Failed", "error": name, "cause": text}
// The process ends when its standard input does.
const { createInterface } = require("node:readline");
const { StateMachine } = require("aws-local-stepfunctions");

const pending = new Map();
let tasks = 0;

const send = (message) => process.stdout.write(JSON.stringify(message) + "\n");

async function runTask(state, parameters) {
  // Lets the event that the state was entered be sent first.
  await new Promise((resolve) => setImmediate(resolve));
  const id = ++tasks;
  const { promise, resolve, reject } = Promise.withResolvers();
  pending.set(id, { resolve, reject });
  send({ type: "Task", id, state, parameters });
  return promise;
}

function taskEnded({ id, output, error, cause }) {
  const { resolve, reject } = pending.get(id);
  pending.delete(id);
  if (error === undefined) {
    resolve(output);
  } else {
    reject(Object.assign(new Error(cause), { name: error }));
  }
}

async function sendEvents(events) {
  for await (const event of events) {
    if (event.state) {
      send({ type: event.type, state: event.state.name, error: event.Error, cause: event.Cause });
    }
  }
}

const failed = (error) => ({ type: "Failed", error: error.name, cause: error.message });

async function run({ definition, input, context, tasks, retryMillis }) {
  // The interpreter has no $$.State; states run one after the other, so one count does.
  context.State = { RetryCount: 0 };
  const counted = async (task) => {
    try {
      const output = await task;
      context.State.RetryCount = 0;
      return output;
    } catch (error) {
      context.State.RetryCount++;
      throw error;
    }
  };
  const forTasks = (value) => Object.fromEntries(tasks.map((state) => [state, value(state)]));
  try {
    const execution = new StateMachine(definition).run(input, {
      context,
      overrides: {
        taskResourceLocalHandlers: forTasks((state) => (parameters) => counted(runTask(state, parameters))),
        retryIntervalOverrides: forTasks(() => retryMillis),
      },
    });
    const events = sendEvents(execution.eventLogs);
    const result = await execution.result.then(
      (output) => ({ type: "Succeeded", output }),
      (error) => failed(error.cause ?? error),
    );
    await events;
    send(result);
  } catch (error) {
    send(failed(error));
  }
}

let started = false;
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const message = JSON.parse(line);
    if (started) {
      taskEnded(message);
    } else {
      started = true;
      run(message);
    }
  })
  .on("close", () => process.exit(0));
