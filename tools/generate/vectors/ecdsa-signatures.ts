import type { KeyName } from './test-keys.ts'

/** Over the plain request, made once: ECDSA draws a new number each time, and the set must stay the same. */
export const ecdsaSignatures: Partial<Record<KeyName, string>> = {
  'test-alipay-ecc256-der':
    'MEYCIQCqu2NZokUibWzv9OTIjxllKVKfcZbdDeuaVczQ83OSGQIhAKLsfM4Nx/CISA2FcW2UP3jvve0QdsgBKXrUCrM70qGH',
  'test-alipay-ecc256-raw':
    'vfX6kOlEAFRfmQ0myhoA5m5F85/bUTW/N//u4XxB/1TUIPsXnWW1830cMsPa7VeQzoiyAGIg4JDCej5PtOgSOA==',
  'test-alipay-ecc224-der':
    'MD0CHQCEVBJDNRrLTcYFcXx0sAQGrDJ8ocjPpR3gCY/5Ahx54iXit4j6yAvFHb2yndWGtDvQ+tWqL25sOIB0',
  'test-alipay-ecc224-raw': 'O6wzsWnMmB6P3WCaKWyLMxnKk0dETuIj79g3YQrBeNTfK3WymCM9//RVgyjYQNinBK+ytcrhkNk=',
}
