/** The trace that Google's servers write on top of a message as they take it in: Received, SPF and the verdict on its sender. */
import type { EpochMs } from '../kernel/contract';
import { oneLine } from './header-block';
import { addressDomain, addressKey, headerValue, readAddresses, readHeader } from './header-text';

/** What authentication says of the sender: aligned DKIM, SPF and DMARC pass; all of them fail; or the domain publishes nothing. */
export type AuthVerdict = 'pass' | 'fail' | 'none';

export interface Reception {
  readonly envelopeFrom: string;
  readonly recipient: string;
  readonly auth: AuthVerdict;
  readonly at: EpochMs;
  /** Appears in the Received line; unique in the Workspace. */
  readonly serial: string;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const pad = (value: number): string => String(value).padStart(2, '0');

/** RFC 5322 date in the given offset (minutes east of UTC): `Fri, 16 Nov 2018 14:59:59 -0800`. */
export function mailDate(at: EpochMs, offsetMinutes = 0): string {
  const local = new Date(at + offsetMinutes * 60_000);
  const hours = Math.floor(Math.abs(offsetMinutes) / 60);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const day = `${DAYS[local.getUTCDay()]}, ${pad(local.getUTCDate())} ${MONTHS[local.getUTCMonth()]}`;
  const time = `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`;
  return `${day} ${local.getUTCFullYear()} ${time} ${sign}${pad(hours)}${pad(Math.abs(offsetMinutes) % 60)}`;
}

const pacific = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', timeZoneName: 'longOffset' });

/** Google stamps its trace in Pacific time: `… -0800 (PST)`. A reader that ignores the offset is wrong by hours. */
function googleDate(at: EpochMs): string {
  const zone = pacific.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? 'GMT-08:00';
  const hours = Number(/GMT([+-]\d{2})/.exec(zone)?.[1] ?? '-08');
  return `${mailDate(at, hours * 60)} (${hours === -7 ? 'PDT' : 'PST'})`;
}

function verdict(reception: Reception, fromDomain: string): string {
  const sender = oneLine(reception.envelopeFrom);
  const mailfrom = `smtp.mailfrom=${sender}`;
  switch (reception.auth) {
    case 'pass':
      return [
        `dkim=pass header.i=@${fromDomain} header.s=s1 header.b="${signatureTag(reception.serial)}"`,
        `spf=pass (google.com: domain of ${sender} designates 192.0.2.10 as permitted sender) ${mailfrom}`,
        `dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=${fromDomain}`,
      ].join(';\r\n       ');
    case 'fail':
      return [
        `dkim=fail header.i=@${fromDomain} header.s=s1 header.b="${signatureTag(reception.serial)}"`,
        `spf=fail (google.com: domain of ${sender} does not designate 192.0.2.10 as permitted sender) ${mailfrom}`,
        `dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=${fromDomain}`,
      ].join(';\r\n       ');
    case 'none':
      return `spf=none (google.com: ${sender} does not designate permitted sender hosts) ${mailfrom}`;
  }
}

function signatureTag(serial: string): string {
  return Buffer.from(`b/${serial}`).toString('base64').replace(/=/g, '').slice(-8);
}

/** The fields to put on top, topmost first. `header.from` is the domain of the first From address. */
export function receptionFields(raw: Buffer, reception: Reception): string[] {
  const { fields } = readHeader(raw, 0, raw.length);
  const from = readAddresses(headerValue(fields, 'From'))[0]?.address ?? reception.envelopeFrom;
  const fromDomain = oneLine(addressDomain(from)).replace(/[^\p{L}\p{N}.-]/gu, '');
  const host = addressDomain(reception.envelopeFrom).replace(/[^\p{L}\p{N}.-]/gu, '') || 'unknown';
  const date = googleDate(reception.at);
  return [
    `Delivered-To: ${oneLine(addressKey(reception.recipient))}`,
    `Received: by mx.google.com with SMTP id ${reception.serial};\r\n        ${date}`,
    `Return-Path: <${oneLine(reception.envelopeFrom)}>`,
    `Received: from mail.${host} (mail.${host}. [192.0.2.10])\r\n        by mx.google.com with ESMTPS id ${reception.serial}\r\n        for <${oneLine(addressKey(reception.recipient))}>\r\n        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n        ${date}`,
    `Authentication-Results: mx.google.com;\r\n       ${verdict(reception, fromDomain)}`,
  ];
}
