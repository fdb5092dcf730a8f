/** Replies as the usual mail programs write them, put together from tables: what is written, what is quoted, and where. */

/** What our own mail says, with its empty reply lines and an amount that is ours. */
export const OURS = `Bonjour,

Vous êtes consulté pour la mission décrite dans les termes de référence joints.
Le montant de la prestation ne peut pas dépasser 15 000 € par mission.

MONTANT HT : … €
TAUX TVA : … %
MONTANT TTC : … €

Bien cordialement,
Dispositif d’appui`;

const SENDER = 'Dispositif d’appui <dispositif@cuf.example>';
const SUBJECT = '[CONS-2018-001] Consultation';
const prefixed = (text: string): string =>
  text
    .split('\n')
    .map(line => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** How a program introduces what it quotes, and how it marks it. */
export interface Program {
  readonly name: string;
  readonly header: string;
  /** Whether quoted lines start with `>`. */
  readonly marks: boolean;
}

const RULE = '_'.repeat(32);
const fields = (from: string, sent: string, to: string, subject: string): string =>
  `${from}\n${sent}\n${to}\n${subject}`;

export const PROGRAMS: readonly Program[] = [
  { name: 'Gmail, French', header: `Le lun. 5 nov. 2018 à 10:00, ${SENDER} a écrit :`, marks: true },
  {
    name: 'Gmail, French, wrapped',
    header: 'Le lun. 5 nov. 2018 à 10:00, Dispositif d’appui <dispositif@cuf.example>\na écrit :',
    marks: true,
  },
  {
    name: 'Gmail, French, wrapped within the words',
    header: 'Le lun. 5 nov. 2018 à 10:00, Dispositif d’appui <dispositif@cuf.example> a\nécrit\u00a0:',
    marks: true,
  },
  { name: 'Gmail, French, unmarked', header: `Le lun. 5 nov. 2018 à 10:00, ${SENDER} a écrit\u202f:`, marks: false },
  { name: 'Gmail, English', header: `On Mon, Nov 5, 2018 at 10:00 AM ${SENDER} wrote:`, marks: true },
  {
    name: 'Gmail, English, wrapped',
    header: 'On Mon, Nov 5, 2018 at 10:00 AM Dispositif d’appui <\ndispositif@cuf.example> wrote:',
    marks: true,
  },
  {
    name: 'Gmail, before 2014',
    header: '2018-11-05 10:00 GMT+01:00 Dispositif <dispositif@cuf.example>:',
    marks: true,
  },
  {
    name: 'Gmail, before 2014, wrapped',
    header: '2018-11-05 10:00 GMT+01:00 Dispositif d’appui\n<dispositif@cuf.example>:',
    marks: true,
  },
  { name: 'Thunderbird, French', header: 'Le 05/11/2018 à 10:00, Dispositif d’appui a écrit :', marks: true },
  { name: 'Thunderbird, English', header: 'On 05/11/2018 10:00, Dispositif d’appui wrote:', marks: true },
  { name: 'Thunderbird, ISO date', header: 'Le 2018-11-05 à 10:00, Dispositif d’appui a écrit :', marks: true },
  { name: 'Apple Mail, French', header: `Le 5 nov. 2018 à 10:00, ${SENDER} a écrit :`, marks: true },
  { name: 'Apple Mail, English', header: `On 5 Nov 2018, at 10:00, ${SENDER} wrote:`, marks: true },
  {
    name: 'iPhone, French',
    header: `Envoyé de mon iPhone\n\n> Le 5 nov. 2018 à 10:00, ${SENDER} a écrit :\n>`,
    marks: true,
  },
  {
    name: 'iPhone, English',
    header: `Sent from my iPhone\n\n> On 5 Nov 2018, at 10:00, ${SENDER} wrote:\n>`,
    marks: true,
  },
  {
    name: 'Outlook desktop, French',
    header: fields(
      `De : ${SENDER}`,
      'Envoyé : lundi 5 novembre 2018 10:00',
      'À : contact@alpha.example',
      `Objet : ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook desktop, French, no address',
    header: fields(
      'De\u00a0: Dispositif d’appui',
      'Envoyé\u00a0: lundi 5 novembre 2018 10:00',
      'À\u00a0: Cabinet Alpha',
      `Objet\u00a0: ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook desktop, mailto',
    header: fields(
      'De : Dispositif [mailto:dispositif@cuf.example]',
      'Envoyé : lundi 5 novembre 2018 10:00',
      'À : Alpha\nCc : Paul',
      `Objet : ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook desktop, English',
    header: fields(
      `From: ${SENDER}`,
      'Sent: Monday, November 5, 2018 10:00 AM',
      'To: contact@alpha.example',
      `Subject: ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook web',
    header: `${RULE}\n${fields(`De : ${SENDER}`, 'Envoyé : lundi 5 novembre 2018 10:00', 'À : contact@alpha.example', `Objet : ${SUBJECT}`)}`,
    marks: false,
  },
  {
    name: 'Outlook iOS',
    header: `Obtenez Outlook pour iOS<https://aka.ms/o0ukef>\n${RULE}\n${fields(`De : ${SENDER}`, 'Envoyé : lundi, novembre 5, 2018 10:00', 'À : contact@alpha.example', `Objet : ${SUBJECT}`)}`,
    marks: false,
  },
  {
    name: 'Outlook Mac',
    header: fields(
      `De : ${SENDER}`,
      'Date : lundi 5 novembre 2018 à 10:00',
      'À : contact@alpha.example',
      `Objet : ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook Mac, no address',
    header: fields(
      'De : Dispositif d’appui',
      'Date : lundi 5 novembre 2018 à 10:00',
      'À : Cabinet Alpha',
      `Objet : ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Outlook Express',
    header: `-----Message d'origine-----\n${fields('De : Dispositif', 'Envoyé : lundi 5 novembre 2018 10:00', 'À : Alpha', `Objet : ${SUBJECT}`)}`,
    marks: false,
  },
  {
    name: 'Outlook Express, marked',
    header: `----- Original Message -----\n${fields('From: Dispositif', 'To: Alpha', 'Sent: Monday, November 5', `Subject: ${SUBJECT}`)}`,
    marks: true,
  },
  {
    name: 'Outlook, bold fields',
    header: fields(
      '*De :* Dispositif d’appui <dispositif@cuf.example>',
      '*Envoyé :* lundi 5 novembre 2018 10:00',
      '*À :* contact@alpha.example',
      `*Objet :* ${SUBJECT}`,
    ),
    marks: false,
  },
  {
    name: 'Samsung',
    header: `-------- Message d'origine --------\nDe : ${SENDER} \nDate : 05/11/2018  10:00  (GMT+01:00) \nÀ : contact@alpha.example \nObjet : ${SUBJECT} `,
    marks: false,
  },
  {
    name: 'Samsung, English',
    header: `-------- Original message --------\nFrom: ${SENDER}\nDate: 05/11/2018 10:00 (GMT+01:00)\nTo: contact@alpha.example\nSubject: x`,
    marks: false,
  },
  {
    name: 'Orange webmail',
    header: `> Message du 05/11/18 10:00\n> De : "Dispositif d’appui" <dispositif@cuf.example>\n> A : contact@alpha.example\n> Copie à : \n> Objet : ${SUBJECT}\n>`,
    marks: true,
  },
  {
    name: 'Orange webmail, unmarked',
    header: `Message du 05/11/18 10:00\nDe : "Dispositif" <dispositif@cuf.example>\nA : contact@alpha.example\nCopie à : \nObjet : ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'SFR webmail',
    header: `${'='.repeat(40)}\nMessage du : 05/11/2018 10:00\nDe : "Dispositif" <dispositif@cuf.example>\nA : contact@alpha.example\nCopie à : \nSujet : ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'La Poste webmail',
    header: `De : "Dispositif d’appui" <dispositif@cuf.example>\nA : contact@alpha.example\nEnvoyé: lundi 5 Novembre 2018 10:00\nObjet : ${SUBJECT}`,
    marks: false,
  },
  { name: 'Yahoo, French', header: `Le lundi 5 novembre 2018 à 10:00:12 UTC+1, ${SENDER} a écrit :`, marks: false },
  {
    name: 'Yahoo, older',
    header: `${RULE}\n De : Dispositif <dispositif@cuf.example>\nÀ : contact@alpha.example \nEnvoyé le : Lundi 5 novembre 2018 10h00\nObjet : ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'Zimbra, French',
    header: `----- Mail original -----\nDe: "Dispositif" <dispositif@cuf.example>\nÀ: "alpha" <contact@alpha.example>\nEnvoyé: Lundi 5 Novembre 2018 10:00:00\nObjet: ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'Zimbra, fields alone',
    header: `De: "Dispositif" <dispositif@cuf.example>\nÀ: "alpha" <contact@alpha.example>\nEnvoyé: Lundi 5 Novembre 2018 10:00:00\nObjet: ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'Lotus Notes, French',
    header: `De :        Dispositif <dispositif@cuf.example>\nPour :        contact@alpha.example\nDate :        05/11/2018 10:00\nObjet :        ${SUBJECT}\n${RULE}`,
    marks: false,
  },
  {
    name: 'Lotus Notes, a écrit sur',
    header: 'Dispositif <dispositif@cuf.example> a écrit sur 05/11/2018 10:00:00 :',
    marks: true,
  },
  {
    name: 'Lotus Notes, wrote on',
    header: 'Dispositif <dispositif@cuf.example> wrote on 05/11/2018 10:00:00:',
    marks: true,
  },
  { name: 'GroupWise', header: '>>> Dispositif <dispositif@cuf.example> 05/11/2018 10:00 >>>', marks: false },
  { name: 'Roundcube', header: 'Le 05.11.2018 10:00, Dispositif d’appui a écrit :', marks: true },
  { name: 'Roundcube, ISO', header: 'Le 2018-11-05 10:00, dispositif@cuf.example a écrit :', marks: true },
  {
    name: 'Proton',
    header: `‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, November 5th, 2018 at 10:00, ${SENDER} wrote:`,
    marks: true,
  },
  { name: 'Proton, French', header: `Le lundi 5 novembre 2018 à 10:00, ${SENDER} a écrit :`, marks: true },
  {
    name: 'eM Client',
    header: `------ Message d’origine ------\nDe : "Dispositif" <dispositif@cuf.example>\nÀ : contact@alpha.example\nEnvoyé : 05/11/2018 10:00:00\nObjet : ${SUBJECT}`,
    marks: false,
  },
  {
    name: 'Apple Mail, forwarded',
    header: `Début du message réexpédié :\n\nDe: ${SENDER}\nObjet: ${SUBJECT}\nDate: 5 novembre 2018 à 10:00:00 UTC+1\nÀ: contact@alpha.example`,
    marks: false,
  },
  {
    name: 'K-9',
    header: `Le 5 novembre 2018 10:00:00 GMT+01:00, "Dispositif d’appui" <dispositif@cuf.example> a écrit :`,
    marks: true,
  },
  {
    name: 'Mailo, sent by its own line',
    header: `-------- Courriel original --------\nObjet: ${SUBJECT}\nDate: 05/11/2018 10:00\nDe: ${SENDER}`,
    marks: false,
  },
];

const OPENINGS = [
  'Bonjour,\n\nVeuillez trouver notre réponse : 12 500 € HT, TVA 20 %, soit 15 000,12 € TTC.',
  'MONTANT HT : 12 500,00 €\nTAUX TVA : 20 %\nMONTANT TTC : 15 000,00 €',
  'Bonjour Madame,\n\nLe maire nous a écrit le 3 octobre.\nNotre prix est de 12 500 € HT.',
  'Hello,\n\nOur price is 12 500 € HT.',
  'Notre offre tient en une ligne : 12 500 € HT.',
];
const SIGNATURES = [
  '',
  '\n\nBien cordialement,\nJeanne Martin',
  '\n\n-- \nJeanne Martin\nCabinet Alpha\n01 23 45 67 89',
  '\n\nJeanne\n\nCe message est confidentiel. S’il ne vous est pas destiné, merci de le détruire.',
];

/** One message, what must be left of it as the reply, and what must not. */
export interface ReplyCase {
  readonly name: string;
  readonly text: string;
  readonly kept: string;
}

const quotedBy = ({ header, marks }: Program): string => `${header}\n\n${marks ? prefixed(OURS) : OURS}`;

/** The answer above what is quoted. */
export function answersAbove(): ReplyCase[] {
  return PROGRAMS.flatMap((program, at) =>
    OPENINGS.map((opening, index) => {
      const kept = `${opening}${SIGNATURES[(at + index) % SIGNATURES.length] ?? ''}`;
      return { name: `${program.name}, ${index + 1}`, text: `${kept}\n\n${quotedBy(program)}`, kept };
    }),
  );
}

/** The answer below what is quoted, with and without a blank line, and between its lines: only where `>` tells them apart. */
export function answersBelow(): ReplyCase[] {
  return PROGRAMS.filter(({ marks }) => marks).flatMap(program => {
    const quoted = quotedBy(program);
    const answer = 'Nous proposons 12 500 € HT.\nJeanne';
    const inline = quoted.replace('> MONTANT HT : … €\n', '> MONTANT HT : … €\n12 500 € HT\n');
    return [
      { name: `${program.name}, below`, text: `${quoted}\n\n${answer}`, kept: answer },
      { name: `${program.name}, right below`, text: `${quoted}\n${answer}`, kept: answer },
      { name: `${program.name}, between, no blank line`, text: inline, kept: '12 500 € HT' },
      {
        name: `${program.name}, between`,
        text: quoted.replace('> TAUX TVA', '\nSoit 12 500 € HT\n\n> TAUX TVA'),
        kept: 'Soit 12 500 € HT',
      },
    ];
  });
}

/** The lines that we sent, filled in where they stand, within what the program quotes. */
export function answersWithin(): ReplyCase[] {
  return PROGRAMS.map(program => ({
    name: program.name,
    kept: '',
    text: `Voir ci-dessous.\n\n${quotedBy(program)
      .replace('MONTANT HT : …', 'MONTANT HT : 12 500,00')
      .replace('TAUX TVA : …', 'TAUX TVA : 20')
      .replace('MONTANT TTC : …', 'MONTANT TTC : 15 000,00')}`,
  }));
}

/** A free answer below unmarked quoted text, which nothing tells apart from it. */
export function answersBelowUnmarked(): ReplyCase[] {
  return PROGRAMS.filter(({ marks }) => !marks).map(program => ({
    name: program.name,
    text: `Voir ci-dessous.\n\n${quotedBy(program)}\n\nNous proposons 12 500 € HT, TVA 20 %.`,
    kept: '',
  }));
}
