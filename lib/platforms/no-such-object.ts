/** Codes by which a gateway says that there is no such object, or not yet. */
export const noSuchObject: readonly string[] = ['ORDER_NOT_EXIST', 'ORDER_NOT_FOUND']

/** Whether a result inside an answer says so. It may come with F: who reads that as failed pays a second time. */
export function saysNoSuchObject({ resultCode }: { readonly resultCode?: string | undefined }): boolean {
  return resultCode !== undefined && noSuchObject.includes(resultCode)
}
