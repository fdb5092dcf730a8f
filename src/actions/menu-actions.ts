/** What each item of the menu does, by the function of the front door that Google calls; the Fiche runs the same ones. */

import { abandonConsultation } from './abandon-consultation';
import { anonymise } from './anonymise';
import { applyDecisions } from './apply-decisions';
import { appointHolders } from './appoint-holders';
import { authorisePayment } from './authorise-payment';
import { award } from './award';
import { callFunds } from './call-funds';
import { checkApplications } from './check-applications';
import { checkRequests } from './check-completeness';
import { checkInstallation } from './check-installation';
import { confirmAmounts } from './confirm-amounts';
import { draftTerms } from './draft-terms';
import { drawUpContract } from './draw-up-contract';
import { enterRequest } from './enter-request';
import { extendDeadline } from './extend-deadline';
import { showHelp } from './help';
import { install } from './install';
import { inviteToInterviews } from './invite-to-interviews';
import { launchTender } from './launch-tender';
import { openBids } from './open-bids';
import { openEdition } from './open-edition';
import { prepareSession } from './prepare-session';
import { previewSending } from './preview-sending';
import { produceReport } from './produce-report';
import { rankConsultation } from './rank-bids';
import { recordAcceptance } from './record-acceptance';
import { recordAgreement } from './record-agreement';
import { recordAmendment } from './record-amendment';
import { recordDeliverables } from './record-deliverables';
import { recordDerogation } from './record-derogation';
import { recordInvoice } from './record-invoice';
import { recordMovement } from './record-movement';
import { recordQualification } from './record-qualification';
import { recordSessionOpinion } from './record-session-opinion';
import { renewHolder } from './renew-holder';
import type { MenuAction } from './run';
import { sendTerms } from './send-terms';
import { shareAnswer } from './share-answer';
import { simulateSelection } from './simulate-selection';
import { readMailNow } from './sweep';
import { collectOpinions } from './take-comments';
import { terminate } from './terminate';
import { tieMessage } from './tie-message';
import { withdrawRequest } from './withdraw';

const ACTIONS: Readonly<Record<string, MenuAction>> = {
  menuInstall: install,
  menuCheckCompleteness: checkRequests,
  menuApplyDecisions: applyDecisions,
  menuRecordQualification: recordQualification,
  menuCollectOpinions: collectOpinions,
  menuRecordSessionOpinion: recordSessionOpinion,
  menuPrepareSession: prepareSession,
  menuWithdraw: withdrawRequest,
  menuDraftTerms: draftTerms,
  menuRecordTermsAgreement: recordAgreement,
  menuPreviewSending: previewSending,
  menuSendTerms: sendTerms,
  menuExtendDeadline: extendDeadline,
  menuShareAnswer: shareAnswer,
  menuAbandonConsultation: abandonConsultation,
  menuReadMail: readMailNow,
  menuOpenBids: openBids,
  menuConfirmAmounts: confirmAmounts,
  menuRankBids: rankConsultation,
  menuAward: award,
  menuTieMessage: tieMessage,
  menuLaunchTender: launchTender,
  menuCheckApplications: checkApplications,
  menuAppointHolders: appointHolders,
  menuRenewHolder: renewHolder,
  menuInviteToInterviews: inviteToInterviews,
  menuSimulateSelection: simulateSelection,
  menuDrawUpContract: drawUpContract,
  menuCallFunds: callFunds,
  menuRecordMovement: recordMovement,
  menuRecordDeliverables: recordDeliverables,
  menuRecordAcceptance: recordAcceptance,
  menuRecordInvoice: recordInvoice,
  menuAuthorisePayment: authorisePayment,
  menuRecordAmendment: recordAmendment,
  menuTerminate: terminate,
  menuRecordDerogation: recordDerogation,
  menuProduceReport: produceReport,
  menuCheckInstallation: checkInstallation,
  menuEnterRequest: enterRequest,
  menuOpenEdition: openEdition,
  menuAnonymise: anonymise,
  menuHelp: showHelp,
};

/** The work of a menu item. */
export function menuAction(handler: string): MenuAction {
  const action = ACTIONS[handler];
  if (action === undefined) throw new TypeError(`No menu item is called ${handler}.`);
  return action;
}
