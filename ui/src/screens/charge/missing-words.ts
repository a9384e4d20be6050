/** What the button says of what is missing, and how the customer's particulars are called. */
import type { Missing } from '../../state/missing';
import { sentence, t } from '../../words';

export function particularWords(name: string): string {
  return sentence(`charge.particular.${name}`) ?? name;
}

/** The same inside a sentence. */
export function particularsIn(names: string[]): string {
  return names.map((name) => particularWords(name).toLocaleLowerCase()).join(', ');
}

export function missingWords(missing: Exclude<Missing, { what: 'account' }>): string {
  switch (missing.what) {
    case 'amount':
      return t('charge.type_amount');
    case 'price':
      return t('charge.type_price');
    case 'multiple':
      return t('charge.choose_amount');
    case 'phone':
      return t('charge.type_phone');
    case 'network':
      return t('charge.choose_network');
    case 'digits':
      return missing.count === 1 ? t('charge.missing_one') : t('charge.missing_many', { count: missing.count });
    case 'problem':
      return t('charge.check_phone');
    case 'particular':
      return t('charge.need_particular', { what: particularsIn([missing.field]) });
  }
}
