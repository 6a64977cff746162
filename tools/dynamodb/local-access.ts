/** Nobody's: DynamoDB Local keeps the data of each key and region apart, so everything here uses this one. */
export const localAccess = { region: 'us-east-1', accessKeyId: 'local', secretAccessKey: 'local' }
