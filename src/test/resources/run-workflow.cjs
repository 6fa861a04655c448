// Runs the definition whose file is the argument, and prints one line for each way a job can go;
// of the way that succeeds, also what each job is told.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((res, rej) => ([resolve, reject] = [res, rej]));
  return { promise, resolve, reject };
};

const { StateMachine } = require('aws-local-stepfunctions');
const definition = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));

const failure = (name, message) => Object.assign(new Error(message), { name });
const noRoom = failure('Glue.ConcurrentRunsExceededException', 'Concurrent runs exceeded for spanglue');

const ways = {
  succeeds: [],
  'data is wrong': [failure('States.TaskFailed', '{"ErrorMessage":"no column"}')],
  'no room yet': [noRoom, noRoom, noRoom],
  'no such job': [failure('Glue.EntityNotFoundException', 'Failed to start job run due to missing metadata')],
};

async function run(name, failures) {
  const started = [];
  // The interpreter does not count retries in the context, as Step Functions does.
  const context = { Execution: { Id: 'arn:execution', RedriveCount: 0 }, State: { RetryCount: 0 } };
  const job = (state) => async ({ JobName, Arguments }) => {
    started.push(`${state}${Arguments['--retry_count']}`);
    const numbers = Object.entries(Arguments).filter(([, value]) => typeof value !== 'string');
    if (numbers.length) throw failure('Glue.InvalidInputException', `not a text: ${numbers}`);
    if (failures.length) {
      context.State.RetryCount++;
      throw failures.shift();
    }
    context.State.RetryCount = 0;
    if (name === 'succeeds') console.log(`${JobName} is told: ${Object.values(Arguments).join(' ')}`);
    return { JobRunState: 'SUCCEEDED' };
  };
  const input = {
    bucket: 'b',
    key: 'input/a.csv',
    key_base64: 'aW5wdXQvYS5jc3Y=',
    etag: 'etag-2',
    size: '1024',
    version_id: 'v1',
    run_id: 'run-1',
    run_date: '2026-01-01',
    trace_header: 'Root=1',
  };
  const execution = new StateMachine(definition).run(input, {
    overrides: {
      taskResourceLocalHandlers: { Clean: job('Clean'), Process: job('Process') },
      retryIntervalOverrides: { Clean: 0, Process: 0 },
    },
    context,
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
