export const en = {
  notYours: 'Your role does not allow this',
  pastReadOnly: 'You are looking at the past; go back to now to act',
} as const
