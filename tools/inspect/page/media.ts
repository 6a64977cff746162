import { computed, signal } from '@preact/signals'

const narrow = matchMedia('(max-width: 52rem)')
const isNarrowNow = signal(narrow.matches)
narrow.addEventListener('change', ({ matches }) => {
  isNarrowNow.value = matches
})

/** A phone: the list and the detail are a page each. */
export const isNarrow = computed(() => isNarrowNow.value)

/** In pixels, as list.css has it: two lines where it is narrow. */
export const rowHeight = computed(() => (isNarrow.value ? 56 : 34))
