/** The subjects of the settings, and how a route names one of them: `accounts`, `accounts/new`, `accounts/=Boutique`. */
export const SUBJECTS = ['shop', 'accounts', 'printers', 'owner', 'cashiers', 'look', 'training', 'about'] as const;
export type Subject = (typeof SUBJECTS)[number];
export type Place = { subject: Subject; account: string | null; adding: boolean };

export function placeOf(section: string | undefined): Place {
  const [head = '', rest = ''] = (section ?? '').split(/\/(.*)/s);
  const subject = SUBJECTS.find((one) => one === head) ?? 'shop';
  if (subject !== 'accounts') return { subject, account: null, adding: false };
  return { subject, account: rest.startsWith('=') ? rest.slice(1) : null, adding: rest === 'new' };
}

/** A name may be anything, `new` too. */
export function sectionOf(account: string): string {
  return `accounts/=${account}`;
}
