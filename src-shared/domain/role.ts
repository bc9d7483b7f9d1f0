/** What a person may be in an organization. Ordered from most to least. */
export const ROLES = ['admin', 'manager', 'marketer', 'analyst', 'employee'] as const;
export type Role = (typeof ROLES)[number];
