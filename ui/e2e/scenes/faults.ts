/** What is said while the machine or the network fails: each of the four parts, at every size. */
import type { CommandError } from '../../src/bindings';
import { expect, type Till } from '../till';
import { stand } from './payment';
import { MORNING, type Scene } from './scene';

/** A paid answer that the disk does not take. */
export const UNWRITTEN: CommandError = {
  code: 'reply_unwritten',
  data: { said: 'paid', cause: 'disk_full', amount_minor: '12500', currency: 'XOF' },
  money_at_risk: 'yes',
  reference: 'CPTASKW3XQAMAG3CMIPI6DD3G',
};

/** A sale that is refused with this code before anything is sent. */
async function refused(till: Till, code: string, more: Partial<CommandError> = {}): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.fail('startPayment', code, more);
  await till.ask();
  await expect(till.get('charge-error')).toBeVisible();
}

/** The customer has been asked, and the gateway's answer is in hand. */
export async function inHand(till: Till): Promise<void> {
  await till.ask();
  await till.sees('pending');
  await till.move('pending', { unwritten: UNWRITTEN });
  await expect(till.get('unwritten')).toBeVisible();
}

function trouble(name: string, reason: string): Scene {
  return { name: `fault ${name}`, with: MORNING, go: async (till) => void (await stand(till, 'create_unknown', { reason, money_at_risk: 'unknown' })) };
}

export const FAULTS: Scene[] = [
  { name: 'fault disk nearly full', with: MORNING, go: (till) => refused(till, 'disk_nearly_full', { data: { left: '143', needed: '200' } }) },
  { name: 'fault disk read only', with: MORNING, go: (till) => refused(till, 'disk_read_only') },
  { name: 'fault disk failed', with: MORNING, go: (till) => refused(till, 'disk_failed') },
  { name: 'fault keychain locked', with: MORNING, go: (till) => refused(till, 'keychain_unavailable') },
  trouble('network lost', 'cut'),
  trouble('login page of a Wi-Fi', 'web_page'),
  { name: 'fault answer in hand', with: MORNING, go: inHand },
  {
    name: 'fault answer noted, a sale begins',
    with: MORNING,
    async go(till) {
      await inHand(till);
      await till.pass(650);
      await till.get('unwritten-noted').click();
      await expect(till.get('unwritten')).toBeHidden();
      await till.press('F2');
      await expect(till.get('charge-unwritten')).toBeVisible();
    },
  },
  { name: 'fault clock behind', with: { ...MORNING, clock: 'clock_behind' }, go: (till) => expect(till.get('start-trouble')).toBeVisible() },
  { name: 'fault clock wrong', with: { ...MORNING, clock: 'clock_wrong' }, go: (till) => expect(till.get('start-trouble')).toBeVisible() },
  ...['folder_in_use', 'folder_on_network', 'folder_in_cloud', 'disk_read_only', 'disk_full'].map(
    (broken): Scene => ({ name: `fault at the start ${broken}`, with: { broken }, go: (till) => expect(till.get('broken')).toBeVisible() }),
  ),
];
