/** Paper and QR of the practice host. The code is drawn, not meant to be scanned. */
import type { Document, Logo, Paper, PaymentView, PrintLine, Qr, SealView, Shop } from '../../bindings';

function middle(text: string, width: number): string {
  return ' '.repeat(Math.max(0, Math.floor((width - text.length) / 2))) + text;
}

function row(left: string, right: string, width: number): string {
  return left + ' '.repeat(Math.max(1, width - left.length - right.length)) + right;
}

/** What the tax authority says, as it is printed. */
function sealed(seal: SealView | null, width: number): string[] {
  if (!seal) return [];
  const rule = '-'.repeat(width);
  if (seal.status === 'sealed') {
    const head = row('Facture normalisée', seal.authority, width);
    return [head, row('N°', seal.number ?? '', width), row('Compteurs', '42/57 FV', width), rule];
  }
  const head = seal.status === 'pending' ? 'En attente de la certification' : 'Pas de certification';
  return [head, seal.authority.padStart(width), rule];
}

function write(view: PaymentView, shop: Shop, width: number, number: string, seal: SealView | null): string {
  const sum = String(view.amount_minor).replace(/\B(?=(\d{3})+$)/g, ' ');
  const rule = '-'.repeat(width);
  const training = view.environment === 'training' ? middle('*** ENTRAÎNEMENT - AUCUNE VALEUR ***', width) : null;
  const lines = [
    training,
    middle(shop.name.toUpperCase().slice(0, width), width),
    middle('12, rue du Grand Marché, Lomé', width),
    middle('Tél. 22 21 45 80', width),
    rule,
    `Reçu ${number}`,
    row(view.created_at.slice(0, 16).replace('T', ' '), 'Caisse 1', width),
    rule.replaceAll('-', '='),
    row('TOTAL', `${sum} F CFA`, width),
    rule.replaceAll('-', '='),
    training,
    row('PAYÉ', view.network_brand ?? '', width),
    row('Client', view.payer ?? '', width),
    row('Réf. PayGateGlobal', '7193048266', width),
    row('Compte', 'PayGateGlobal 7F3A91', width),
    row('Réf.', view.reference, width),
    view.note ? `Note: ${view.note.slice(0, width - 6)}` : null,
    rule,
    row('Sceau', '7F3A-91C2', width),
    row('Suit', '0B5D-44E8', width),
    rule,
    ...sealed(seal, width),
    ...(seal?.status === 'sealed' ? [] : ['Reçu de paiement - ne tient', 'pas lieu de facture normalisée'].map((line) => middle(line, width))),
    middle('Merci et à bientôt !', width),
    training,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

type Head = { logo: Logo | null; seal: SealView | null };

export function paperOf(view: PaymentView, shop: Shop, prints: PrintLine[], { logo, seal }: Head): Paper | null {
  const number = view.receipt_number;
  if (number === null) return null;
  const on = (width: number): string => write(view, shop, width, number, seal);
  return { number, narrow: on(32), middle: on(42), prints, logo, seal };
}

export function messageOf(view: PaymentView, shop: Shop): string {
  const mark = view.environment === 'training' ? 'ENTRAÎNEMENT — AUCUNE VALEUR' : null;
  const lines = [
    mark,
    shop.name.toUpperCase(),
    `Reçu ${view.receipt_number ?? ''}`,
    view.created_at.slice(0, 16).replace('T', ' '),
    `TOTAL ${String(view.amount_minor).replace(/\B(?=(\d{3})+$)/g, ' ')} F CFA`,
    `PAYÉ ${view.network_brand ?? ''}`,
    `Client ${view.payer ?? ''}`,
    `Réf. ${view.reference}`,
    'Sceau 7F3A-91C2',
    'Reçu de paiement — ne tient pas lieu de facture normalisée',
    mark,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

export function fileOf(number: string | null, document: Document): string {
  return `/documents/Comptoir/${number ?? ''}.${document}`;
}

/** Three finders and a pattern between them: looks like a code, leads nowhere. */
export function codeOf(seed: string): Qr {
  const size = 33;
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const finder = (x: number, y: number): string | null => {
    for (const [left, top] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      const dx = x - left;
      const dy = y - top;
      if (dx < -1 || dy < -1 || dx > 7 || dy > 7) continue;
      const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
      return ring === 3 || ring <= 1 ? '1' : '0';
    }
    return null;
  };
  const rows = Array.from({ length: size }, (_row, y) =>
    Array.from({ length: size }, (_cell, x) => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return finder(x, y) ?? (state >>> 31 === 1 ? '1' : '0');
    }).join(''),
  );
  return { size, rows };
}
