import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useNavigate, type PageProps } from '../../app/navigation.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, moneyText, todayText } from '../../i18n/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { AcceptancePanel } from './AcceptancePanel.tsx';
import { AgreementPanel } from './agreement/AgreementPanel.tsx';
import { nextActionText } from './case-text.ts';
import { ClosingPanel } from './ClosingPanel.tsx';
import { DossierPanel } from './dossier/DossierPanel.tsx';
import { DueText } from './DueText.tsx';
import { DeadlinesPanel } from './deadlines/DeadlinesPanel.tsx';
import { EditCase } from './EditCase.tsx';
import { Facts } from './Facts.tsx';
import { LinesPanel } from './lines/LinesPanel.tsx';
import classes from './mediation.module.css';
import { OriginPanel } from './register/OriginPanel.tsx';
import { PapersPanel } from './PapersPanel.tsx';
import { PartiesPanel } from './PartiesPanel.tsx';
import { ConfirmationPanel } from './performance/ConfirmationPanel.tsx';
import { CourtsPanel } from './performance/CourtsPanel.tsx';
import { PerformancePanel } from './performance/PerformancePanel.tsx';
import { VisitsPanel } from './performance/VisitsPanel.tsx';
import { EvidencePanel } from './proceedings/EvidencePanel.tsx';
import { InvestigationsPanel } from './proceedings/InvestigationsPanel.tsx';
import { OffersPanel } from './proceedings/OffersPanel.tsx';
import { PeoplePanel } from './proceedings/PeoplePanel.tsx';
import { StatementsPanel } from './proceedings/StatementsPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { SessionHoursPanel } from './session-hours/SessionHoursPanel.tsx';
import { SignaturesPanel } from './SignaturesPanel.tsx';
import { StageBadge } from './StageBadge.tsx';
import { StageBar } from './StageBar.tsx';
import { offers } from './stages.ts';
import { TerminateDialog } from './TerminateDialog.tsx';
import { Timeline } from './Timeline.tsx';
import { GradePanel } from './subsidy/GradePanel.tsx';
import { useReference } from './use-reference.ts';

/** One case on one page, from registration to archive. `mode=edit` corrects the registration. */
export function CasePage({ params }: PageProps) {
  const view = useRoute('mediation.readCase', { id: params.id ?? '' });
  return (
    <Loaded result={view}>
      {(data) =>
        params.mode === 'edit' ? (
          <EditCase key={data.id} view={data} />
        ) : (
          <CaseFile key={data.id} view={data} />
        )
      }
    </Loaded>
  );
}

function CaseFile({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const dossier = useRoute('mediation.readDossier', { caseId: view.id });
  return (
    <Page title={view.title} subtitle={<Headline view={view} />} actions={<Actions view={view} />}>
      <StageBar stage={view.stage} archived={dossier.data?.frozen ?? false} />
      <SummaryPanel view={view} />
      <OriginPanel caseId={view.id} />
      <PartiesPanel view={view} />
      <AcceptancePanel view={view} />
      <DeadlinesPanel view={view} />
      <PeoplePanel view={view} />
      <InvestigationsPanel view={view} />
      <EvidencePanel view={view} />
      <SessionsPanel view={view} />
      <SessionHoursPanel caseId={view.id} />
      <OffersPanel view={view} />
      <StatementsPanel view={view} />
      <LinesPanel view={view} />
      <AgreementPanel view={view} />
      <SignaturesPanel view={view} />
      <PerformancePanel view={view} />
      <VisitsPanel view={view} />
      <ConfirmationPanel view={view} />
      <CourtsPanel view={view} />
      <ClosingPanel view={view} />
      <GradePanel view={view} />
      <PapersPanel view={view} />
      <DossierPanel view={view} />
      <Section title={t('timeline.title')} id="case-timeline">
        <Timeline view={view} />
      </Section>
    </Page>
  );
}

function Headline({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const today = todayText();
  return (
    <Group gap="0.25rem 1rem" mt={4}>
      <StageBadge stage={view.stage} />
      <Text fw={600} c="var(--mantine-color-text)" component="span">
        {view.number ?? t('list.noNumber')}
      </Text>
      <span>
        {t('case.sourceLine', { source: t(`source.${view.source}`), date: dateText(view.appliedOn) })}
      </span>
      {view.dueOn ? <span>{t('case.dueOn', { date: dateText(view.dueOn) })}</span> : null}
      {view.nextAction ? (
        <span>
          {t('case.next') + t('common:form.colon')}
          <strong>{nextActionText(view.nextAction, t)}</strong>{' '}
          {view.nextDueOn ? <DueText dueOn={view.nextDueOn} today={today} /> : null}
        </span>
      ) : null}
    </Group>
  );
}

function Actions({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const navigate = useNavigate();
  const [terminating, setTerminating] = useState(false);
  const can = offers(view);
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size="1.1rem" aria-hidden />}
        onClick={() => navigate({ page: 'cases' })}
      >
        {t('list.title')}
      </Button>
      {can.correct && may('mediation.updateCase') ? (
        <Button
          variant="default"
          leftSection={<IconPencil size="1.1rem" aria-hidden />}
          onClick={() => navigate({ page: 'case', params: { id: view.id, mode: 'edit' } })}
        >
          {t('case.edit')}
        </Button>
      ) : null}
      {can.terminate && may('mediation.terminateCase') ? (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size="1.1rem" aria-hidden />}
          onClick={() => setTerminating(true)}
        >
          {t('case.terminate')}
        </Button>
      ) : null}
      <TerminateDialog view={view} opened={terminating} onClose={() => setTerminating(false)} />
    </>
  );
}

function SummaryPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const reference = useReference();
  const subType = view.disputeSubType
    ? ` / ${reference.subTypeName(view.disputeType, view.disputeSubType)}`
    : '';
  const referral = [reference.referralName(view.referralSource), view.referralBody, view.referralNumber]
    .filter(Boolean)
    .join(' · ');
  return (
    <Section title={t('case.summary')} id="case-summary">
      <Stack gap="sm">
        <Facts
          entries={[
            [t('case.type'), reference.typeName(view.disputeType) + subType],
            [t('case.referral'), view.source === 'referral' ? referral : ''],
            [t('case.area'), reference.areaName(view.areaId)],
            [
              t('case.mediation'),
              <Badge key="public" color="gray" c="var(--mantine-color-text)">
                {view.closedToPublic ? t('case.closedToPublic') : t('case.openToPublic')}
              </Badge>,
            ],
            [t('case.claimed'), view.claimedFen === null ? '' : moneyText(view.claimedFen)],
            [t('case.facts'), view.facts],
            [
              t('case.requests'),
              view.requests.length === 0 ? (
                ''
              ) : (
                <ol key="requests" className={classes.plainList}>
                  {view.requests.map((request, index) => (
                    <li key={index}>{request}</li>
                  ))}
                </ol>
              ),
            ],
          ]}
        />
      </Stack>
    </Section>
  );
}
