// Runs the definition whose file is the argument, and prints one line for each way a job can go;
// of the way that succeeds, also what each job is told.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((res, rej) => ([resolve, reject] = [res, rej]));
  return { promise, resolve, reject };
};

const { StateMachine } = require('aws-local-stepfunctions');
const definition = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));

const failure = (run) => Object.assign(new Error(JSON.stringify(run)), { name: 'States.TaskFailed' });
const queueGaveUp = { ErrorMessage: 'Max concurrent runs exceeded', ExecutionTime: 0, Id: 'jr' };
const brokeAtStart = { ErrorMessage: 'no such role', ExecutionTime: 0, Id: 'jr' };

const ways = {
  succeeds: [],
  'data is wrong': [{ ErrorMessage: 'no column' }],
  'queue gave up': [queueGaveUp],
  'broke at the start': [brokeAtStart],
};

async function run(name, failures) {
  const started = [];
  const job = (state) => async ({ JobName, Arguments }) => {
    started.push(state);
    if (failures.length) throw failure(failures.shift());
    if (name === 'succeeds') console.log(`${JobName} is told: ${Object.values(Arguments).join(' ')}`);
    return { JobRunState: 'SUCCEEDED' };
  };
  const input = { bucket: 'b', key: 'input/a.csv', run_id: 'run-1', run_date: '2026-01-01', trace_header: 'Root=1' };
  const execution = new StateMachine(definition).run(input, {
    overrides: {
      taskResourceLocalHandlers: { Clean: job('Clean'), Process: job('Process') },
      waitTimeOverrides: { 'Clean again later': 0, 'Process again later': 0 },
    },
    context: { Execution: { Id: 'arn:execution' } },
  });
  let outcome = 'SUCCEEDED';
  try {
    await execution.result;
  } catch (error) {
    outcome = `FAILED ${error.name} ${error.message}`;
    if (error.cause) outcome = `FAILED ${error.cause.name} ${error.cause.message}`;
  }
  console.log(`${name}: ${started.join(' ')} -> ${outcome}`);
}

(async () => {
  for (const [name, failures] of Object.entries(ways)) await run(name, failures);
})();
