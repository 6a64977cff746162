/** The names that serverless.yml gives to what a stage consists of; a test holds them together. */
export function namesOf(stage: string) {
  return {
    RECEIPTS_TABLE: `alipay-receiver-${stage}-receipts`,
    JOURNAL_TABLE: `alipay-receiver-${stage}-journal`,
    REFUSED_TABLE: `alipay-receiver-${stage}-refused`,
    EVENT_BUS: `alipay-receiver-${stage}`,
    DEAD_LETTERS: `alipay-receiver-${stage}-dead-letters`,
    WATCHES: `alipay-receiver-${stage}-watches`,
    WATCHES_DEAD_LETTERS: `alipay-receiver-${stage}-watches-dead-letters`,
    /** For what is named by it and the platform: the secrets. */
    STAGE: stage,
  }
}

/** Where a function of a stage logs: Serverless names the function so, and Lambda its log group. */
export function logGroupOf(stage: string, functionName: string): string {
  return `/aws/lambda/alipay-receiver-${stage}-${functionName}`
}
