/** Ways to reach a party. */
export const contactPointKinds = ['postal', 'phone', 'email', 'web', 'im'] as const;
