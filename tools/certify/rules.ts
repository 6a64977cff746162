/** What a backend must keep to, in the words and the order of docs/backend.md; `section` is the anchor there. */
export const rules = {
  'one-effect': {
    title: 'One effect and one outcome for each Idempotency-Key',
    section: 'four-rules',
  },
  cancel: { title: 'A payment is refused once its cancel was taken', section: 'four-rules' },
  deadline: { title: 'Nothing is begun after Alipay-Deadline', section: 'four-rules' },
  final: { title: 'S and F are final, and what is not known is U', section: 'four-rules' },
  sums: { title: 'Refunds never exceed their payment', section: 'four-rules' },
  authentication: { title: 'Only the receiver’s own calls are acted on', section: 'check-the-signature' },
  answers: { title: 'Answers fit their API', section: 'what-you-answer' },
  asking: { title: 'What only asks moves nothing', section: 'when-a-command-comes-again' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly section: string }>>

export type RuleName = keyof typeof rules

export const ruleNames = Object.keys(rules) as readonly RuleName[]
