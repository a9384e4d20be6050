/** What is said of a gateway's keys and fields, by the names that Rust gives them. */
import type { GatewayFacts, GatewayField } from '../../bindings';
import { sentence, t } from '../../words';

export function fieldWords(name: string): string {
  return sentence(`settings.label.${name}`) ?? t('settings.add_field', { name });
}

/** What stands in when it is empty, or what it is for. */
export function hintWords(name: string, gateway: string): string | undefined {
  return sentence(`settings.label_hint.${name}`, { gateway }) ?? undefined;
}

export function valueWords(name: string, value: string): string {
  return sentence(`settings.value.${name}.${value === '' ? 'unset' : value}`) ?? value;
}

/** What is still to be typed, by the spot of the form. */
export function needWords(spot: string, hasPin: boolean): string {
  if (spot === 'name') return t('settings.need_name');
  if (spot === 'pin') return t(hasPin ? 'settings.need_pin' : 'settings.pin_choose');
  if (spot === 'secret:auth_token') return t('settings.need_key');
  return t('settings.need', { what: fieldWords(spot.replace(/^\w+:/, '')) });
}

/** Where its keys and numbers are found at the gateway. */
export function whereWords({ gateway, name }: GatewayFacts): string {
  return sentence(`settings.where.${gateway}`) ?? t('settings.add_key_hint', { gateway: name });
}

/** Fields that few shops ever change: they lie folded below the others. */
const FOLDED = ['country', 'store_name', 'return_url', 'cancel_url', 'notify_url', 'lang', 'lock_phone', 'tagline', 'logo_url', 'endpoint'];

export function isFolded({ name, required }: GatewayField): boolean {
  return !required && FOLDED.includes(name);
}

/** A word that nobody chose is not sent: the gateway or the keys then say it. */
export function optionsOf({ gateway }: GatewayFacts, { name, values, default: usual }: GatewayField): string[] {
  const byKeys = gateway === 'paydunya' && name === 'mode';
  return byKeys || (usual === null && name !== 'country') ? ['', ...values] : values;
}

/** What a field begins with. */
export function beginningOf(facts: GatewayFacts, field: GatewayField): string {
  if (field.name === 'country') return facts.country;
  return field.values.length === 0 || optionsOf(facts, field).includes('') ? '' : (field.default ?? '');
}
