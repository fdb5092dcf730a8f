/** Bounces, absences and receipts of real mail systems, by their own marks; people's mail beside them is never discarded. */
import { classifyNature, type NatureContext, type NatureReading } from '../../src/mail/nature';
import { message } from './gmail-resource';

const stranger: NatureContext = {
  match: { kind: 'none', keys: [], signals: [], reason: '' },
  answersConsultation: false,
  authenticity: { authenticity: 'non vérifiée', toCheck: false, reason: '' },
};
const holder: NatureContext = {
  ...stranger,
  match: { kind: 'match', key: 'OFF-2018-001-ALPHA', signals: ['fil', 'expéditeur'], reason: '' },
  answersConsultation: true,
};

const read = (headers: string, body = '', context = stranger): NatureReading =>
  classifyNature(message(`To: dispositif@cuf.example\n${headers}\n\n${body}`), context);

const header = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

/** Texts of the failures that servers write without a report part, in English and in French. */
const TEXTS = [
  'Hi. This is the qmail-send program at alpha.example.\n\n<contact@beta.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nSubject: Consultation',
  'This message was created automatically by mail delivery software.\n\n  contact@beta.example\n    Unrouteable address',
  '   ----- The following addresses had permanent fatal errors -----\n<contact@beta.example>\n    (reason: 550 5.1.1 User unknown)',
  'Votre message n’est pas parvenu aux destinataires suivants :\n\ncontact@beta.example\n\nLe destinataire est introuvable.',
];

/** How each server signs: From, other headers. */
const SERVERS: readonly (readonly [string, string])[] = [
  [
    'Postfix',
    'From: MAILER-DAEMON@mail.beta.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender',
  ],
  [
    'Postfix, named',
    'From: Mail Delivery System <MAILER-DAEMON@mail.beta.example>\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender',
  ],
  [
    'Exim',
    'From: Mail Delivery System <Mailer-Daemon@mail.beta.example>\nX-Failed-Recipients: contact@beta.example\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender',
  ],
  ['qmail', 'From: MAILER-DAEMON@beta.example\nReturn-Path: <>\nSubject: failure notice'],
  [
    'Sendmail',
    'From: Mail Delivery Subsystem <MAILER-DAEMON@beta.example>\nAuto-Submitted: auto-generated (failure)\nSubject: Returned mail: see transcript for details',
  ],
  ['Exchange', 'From: postmaster@beta.example\nSubject: Undeliverable: Consultation'],
  [
    'Exchange, in French',
    `From: postmaster@beta.example\nSubject: ${header('Non remis : [CONS-2018-001] Consultation')}`,
  ],
  [
    'Office 365',
    `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@beta.example>\nSubject: ${header('Non remis : Consultation')}`,
  ],
  [
    'Office 365, name alone',
    `From: Microsoft Outlook <noreply@beta.example>\nReturn-Path: <>\nSubject: ${header('Non remis : Consultation')}`,
  ],
  [
    'Exchange 2003',
    `From: ${header('Administrateur système')} <exchange@beta.example>\nSubject: ${header('Non remis : Consultation')}`,
  ],
  [
    'Gmail',
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nX-Failed-Recipients: contact@beta.example\nSubject: Delivery Status Notification (Failure)',
  ],
  ['OVH', 'From: MAILER-DAEMON@mx1.ovh.net\nReturn-Path: <>\nSubject: failure notice'],
  ['Orange', 'From: MAILER-DAEMON@smtp.orange.fr (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender'],
  ['Dragonfly', 'From: MAILER-DAEMON <>\nSubject: Mail delivery failed'],
  ['a bare daemon', 'From: MAILER-DAEMON\nSubject: Warning'],
  ['an empty From', 'From: <>\nReturn-Path: <>\nSubject: failure notice'],
  [
    'an appliance',
    'From: Mail Delivery System <Mail.Delivery.System@mx4.beta.example>\nReturn-Path: <MAILER-DAEMON@mx4.beta.example>\nSubject: Delivery status notification',
  ],
  [
    'a French relay',
    `From: Service de messagerie <noreply@beta.example>\nReturn-Path: <>\nSubject: ${header('Échec de la remise de votre message')}`,
  ],
  ['a French relay, another', `From: robot@beta.example\nReturn-Path: <>\nSubject: ${header('Message non distribué')}`],
  ...[
    'Remise impossible : Consultation',
    'Votre message n’a pas pu être remis',
    'Rapport de non-remise',
    'Message retardé : Consultation',
    'Message rejected',
    'Email delivery problem',
    'Adresse introuvable',
  ].map(
    subject =>
      [
        `« ${subject} »`,
        `From: Messagerie <noreply@beta.example>\nReturn-Path: <>\nSubject: ${header(subject)}`,
      ] as const,
  ),
  ['a French server', `From: postmaster@beta.example\nSubject: ${header('Notification d’état de remise (échec)')}`],
];

describe('a failure that has no report part is échec de remise', () => {
  const cases = SERVERS.flatMap(([server, headers]) =>
    TEXTS.map((text, index) => [server, index + 1, headers, text] as const),
  );
  test.each(cases)('%s, text %i', (_server, _index, headers, text) => {
    const { nature, failure } = read(headers, text, holder);
    expect(nature).toBe('échec de remise');
    expect(failure).toMatchObject({ final: true, recipients: ['contact@beta.example'] });
  });
});

describe('an absence is réponse automatique by its headers, à vérifier by its words alone', () => {
  const texts = [
    'Bonjour,\n\nJe suis absente du bureau jusqu’au 12 novembre.\n\nCordialement',
    'Bonjour,\n\nActuellement en congés, je vous répondrai à mon retour.',
    'I am out of the office until 12 November.',
    'Bonjour, je suis absente du bureau jusqu’au 12 novembre.',
    'Ceci est une réponse automatique.\nNos bureaux sont fermés.',
    'Hello,\nThank you for your message. I am currently on leave.',
  ];
  const marks = [
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated',
    'X-Autoreply: yes',
    'X-Autorespond: Consultation',
    'X-Vacation: yes',
    'Precedence: auto_reply',
    'Precedence: bulk',
    'Precedence: junk',
    'X-Precedence: auto_reply',
    'Preference: auto_reply',
    'X-Auto-Response: yes',
    'X-POST-MessageClass: 9; Autoresponder',
    'Delivered-To: Autoresponder',
    `Return-Path: <>\nSubject: ${header('Auto-réponse : Consultation')}`,
    `Return-Path: <>\nSubject: ${header('Re: Consultation [réponse automatique]')}`,
    `Return-Path: <>\nSubject: ${header('Jeanne Martin est absente')}`,
    'X-Autogenerated: Reply',
    'X-Mail-Autoreply: mail',
    'X-FC-MachineGenerated: true',
    `Return-Path: <>\nSubject: ${header('Réponse automatique : Consultation')}`,
    'Return-Path: <>\nSubject: Automatic reply: Consultation',
    `Return-Path: <>\nSubject: ${header('Absence du bureau')}`,
  ];
  test.each(marks.flatMap(mark => texts.map(text => [mark, text] as const)))('%s « %s »', (mark, text) => {
    expect(read(`From: a@alpha.example\n${mark}`, text, holder)).toMatchObject({
      nature: 'réponse automatique',
      sealed: false,
    });
  });

  const subjects = [
    'Réponse automatique : Consultation',
    'Out of Office: Consultation',
    'Absence jusqu’au 12/11',
    'OOO: x',
    'OOF: x',
    'Fermeture annuelle',
    'Message automatique d’absence',
    'RE: [CONS-2018-001] Consultation',
  ];
  test.each(subjects.flatMap(subject => texts.map(text => [subject, text] as const)))(
    '« %s » « %s »',
    (subject, text) => {
      const { nature } = read(`From: a@alpha.example\nSubject: ${header(subject)}`, text, holder);
      expect(nature).toBe('à vérifier');
    },
  );
});

describe('what people write is never discarded', () => {
  const subjects = [
    'Absence de conflit d’intérêts et offre',
    'Offre : réponse à la consultation',
    'RE: [CONS-2018-001] Consultation',
    'Notre réponse – absence de sous-traitance',
    'Remise de l’offre',
    'Retour sur votre consultation',
    'Congés solidaires : notre proposition',
    'Warning signs, a proposal',
    'Livraison de l’offre',
  ];
  const texts = [
    'Bonjour,\n\nNotre offre : 12 500 € HT.\n\nJeanne',
    'Bonjour,\n\nVoici notre offre.\n\nLe 5 nov. 2018 à 10:00, CUF a écrit :\n> Réponse automatique : je suis absent du bureau\n> Auto-Submitted: auto-replied',
    'Je suis absente du bureau demain, mais voici notre proposition : 12 500 € HT.',
    'L’équipe sera en congés en août ; le calendrier en tient compte.\nVoir ci-joint.',
    'Undelivered Mail Returned to Sender : c’est ce que j’ai reçu hier. Voici donc notre offre.',
  ];
  const marks = [
    'Precedence: list',
    'Auto-Submitted: no',
    'X-Auto-Response-Suppress: OOF',
    'List-Id: <equipe.alpha.example>',
    'X-Vacation: no',
    'X-Mailer: Zimbra',
  ];
  const cases = subjects.flatMap(subject =>
    texts.map((text, index) => [subject, text, marks[index % marks.length] ?? ''] as const),
  );
  test.each(cases)('« %s » « %s » %s', (subject, text, mark) => {
    expect(read(`From: Jeanne <a@alpha.example>\nSubject: ${header(subject)}\n${mark}`, text, holder)).toMatchObject({
      nature: 'offre',
      sealed: true,
    });
  });
  test('a document keeps a message with an empty return path from being taken for a machine’s', () => {
    const bid = `From: a@alpha.example\nReturn-Path: <>\nSubject: ${header('Réponse automatique : Consultation')}\nContent-Type: application/pdf; name=offre.pdf\nContent-Disposition: attachment; filename=offre.pdf`;
    expect(read(bid, 'x', holder)).toMatchObject({ nature: 'à vérifier', sealed: true });
  });
  test('a person who forwards a failure is not a server', () => {
    expect(
      read(`From: Jeanne <a@alpha.example>\nSubject: ${header('TR : Non remis : Consultation')}`, 'x').nature,
    ).toBe('à vérifier');
  });
});
