/** S. */
export const success = { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'success' } as const

/** F: final, nothing was done. */
export function failure(resultCode: string) {
  return { result: { resultStatus: 'F', resultCode } } as const
}

/** U: asked again, it may end otherwise. */
export function unknownYet(resultMessage: string) {
  return { result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION', resultMessage } } as const
}
