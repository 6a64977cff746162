import { journal } from './operate/journal/program.ts'
import { runProgram } from './operate/run-program.ts'

await runProgram(journal)
