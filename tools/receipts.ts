import { receipts } from './operate/receipts/program.ts'
import { runProgram } from './operate/run-program.ts'

await runProgram(receipts)
