import * as v from 'valibot'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

/** DEFENSE_DUE_ALERT is not a state: it may come again and changes nothing. The order is inferred. */
const disputeStates = {
  DISPUTE_CREATED: ['DEFENSE_SUPPLIED'],
  DEFENSE_SUPPLIED: ['DISPUTE_JUDGED', 'DISPUTE_CANCELLED', 'DISPUTE_ACCEPTED', 'RDR_RESOLVED'],
  DISPUTE_JUDGED: [],
  DISPUTE_CANCELLED: [],
  DISPUTE_ACCEPTED: [],
  RDR_RESOLVED: [],
}

/** A step of a dispute. The judgement may overtake the creation. */
export const notifyDispute = notificationApi({
  name: 'notifyDispute',
  page: 'https://docs.antom.com/ac/ams/notify_dispute',
  when: { has: ['disputeId', 'disputeNotificationType'] },
  schema: v.looseObject({
    paymentRequestId: optionalText,
    disputeId: text,
    paymentId: optionalText,
    disputeNotificationType: text,
    disputeTime: optionalText,
    disputeAmount: v.optional(amount),
    disputeReasonMsg: optionalText,
    disputeReasonCode: optionalText,
    disputeSource: optionalText,
    defenseDueTime: optionalText,
    disputeJudgedTime: optionalText,
    disputeJudgedAmount: v.optional(amount),
    disputeJudgedResult: optionalText,
    disputeAcceptReason: optionalText,
    disputeAcceptTime: optionalText,
    disputeType: optionalText,
    defendable: optionalText,
    captureId: optionalText,
    arn: optionalText,
    autoDefendReason: optionalText,
    acquirerInfo: v.optional(v.looseObject({ acquirerCardToken: optionalText })),
  }),
  subject: ['dispute', 'disputeId'],
  identity: ['disputeId', 'disputeNotificationType', 'defenseDueTime', 'disputeJudgedTime'],
  state: {
    moves: disputeStates,
    of: ({ disputeNotificationType }) => knownState(disputeStates, disputeNotificationType),
  },
})
