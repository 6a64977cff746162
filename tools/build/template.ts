import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate'

const tolerated = new Set(['DEBUG', 'INFO', 'WARN'])

/**
 * What is wrong with a CloudFormation template by AWS's own rules, a line each: every finding above WARN, and an
 * analysis that could not be finished. Needs no network and no credentials. Throws where the file cannot be read.
 */
export function validateTemplate(path: string): readonly string[] {
  const engine = new RegoEngine()
  try {
    const { status, diagnostics } = engine.validateStandard(new TemplateFile(path))
    const findings = diagnostics
      .filter(({ severity }) => !tolerated.has(severity))
      .map(
        ({ severity, ruleId, entity, message }) =>
          `${severity} ${ruleId} ${entity?.logicalId ?? ''}: ${message}`,
      )
    return status === 'OK' ? findings : [`the analysis ended with ${status}`, ...findings]
  } finally {
    engine.free()
  }
}
