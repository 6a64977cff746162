import { validateTemplate } from './build/template.ts'

const path = process.argv[2] ?? '.serverless/cloudformation-template-update-stack.json'
const findings = validateTemplate(path)
console.log(findings.length === 0 ? `${path} is valid` : findings.join('\n'))
process.exitCode = findings.length === 0 ? 0 : 1
