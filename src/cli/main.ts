// Entry point of the command line.
import { createOutput } from './output';
import { runProgram } from './program';

const output = createOutput(process.stdout, process.stderr, process.env);
void runProgram(process.argv.slice(2), output).then((code) => {
  // Not `exit`: what is still on its way into a pipe would be lost.
  process.exitCode = code;
});
