import { useState, type ReactNode } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCalculator, IconPencil, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LinesView } from '../../../../src-main/contract/mediation/lines.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { formatPlace } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { ChargeDialog } from './ChargeDialog.tsx';
import { CompensationDialog } from './CompensationDialog.tsx';
import { JointDialog } from './JointDialog.tsx';
import {
  ChargeFacts,
  CompensationFacts,
  JointFacts,
  MedicalFacts,
  TrafficFacts,
  WageFacts,
} from './LineFacts.tsx';
import { MedicalDialog } from './MedicalDialog.tsx';
import { TrafficDialog } from './TrafficDialog.tsx';
import { WagesDialog } from './WagesDialog.tsx';

type Dialog = 'medical' | 'traffic' | 'compensation' | 'charge' | 'wages' | 'joint';

/** What a special line adds to the case file; a dispute like any other shows joint mediation only. */
export function LinesPanel({ view }: { view: CaseView }) {
  const lines = useRoute('mediation.readLines', { caseId: view.id });
  return lines.data ? <Panel view={view} lines={lines.data} /> : null;
}

function Panel({ view, lines }: { view: CaseView; lines: LinesView }) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const [open, setOpen] = useState<Dialog>();
  const close = () => setOpen(undefined);
  const edit = may('mediation.saveMedical') && view.stage !== 'declined' && view.stage !== 'terminated';
  const button = (dialog: Dialog, sign: ReactNode = <IconPencil size="1.1rem" aria-hidden />) =>
    edit ? (
      <Button key={dialog} variant="default" size="xs" leftSection={sign} onClick={() => setOpen(dialog)}>
        {t(`panel.edit.${dialog}`)}
      </Button>
    ) : null;
  const wagesFrozen = Boolean(view.agreement?.issuedDocumentId);
  const injury = lines.line === 'traffic' || lines.line === 'medical' || view.disputeType === 'damages';
  return (
    <Section
      title={t(`panel.title.${lines.line ?? 'plain'}`)}
      id="case-line"
      actions={
        <>
          {lines.line === 'medical' ? button('medical') : null}
          {lines.line === 'traffic' ? button('traffic') : null}
          {lines.line === 'property' ? button('charge') : null}
          {lines.line === 'labour' && !wagesFrozen ? button('wages') : null}
          {injury ? button('compensation', <IconCalculator size="1.1rem" aria-hidden />) : null}
          {button('joint', <IconUsersGroup size="1.1rem" aria-hidden />)}
        </>
      }
    >
      <Stack gap="md">
        {lines.effects.length > 0 ? (
          <Alert
            color="yellow"
            icon={<IconAlertTriangle size="1.2rem" aria-hidden />}
            c="var(--mantine-color-text)"
          >
            {lines.effects.map((effect) => (
              <Text key={effect.code}>
                {t(`effect.${effect.effect}`, { amount: moneyText(effect.fromFen) })}{' '}
                <Text span size="sm" c="dimmed">
                  {effect.source}
                </Text>
              </Text>
            ))}
          </Alert>
        ) : null}
        {lines.batch ? (
          <Text>
            {t('panel.batch')}{' '}
            <a href={formatPlace({ page: 'batch', params: { id: lines.batch.id } })}>{lines.batch.name}</a>
          </Text>
        ) : null}
        {lines.medical ? <MedicalFacts medical={lines.medical} materials={lines.materials} /> : null}
        {lines.traffic ? <TrafficFacts traffic={lines.traffic} view={view} /> : null}
        {lines.charge ? <ChargeFacts charge={lines.charge} /> : null}
        {lines.wages ? <WageFacts wages={lines.wages} /> : null}
        {lines.compensation ? <CompensationFacts sheet={lines.compensation} caseId={view.id} /> : null}
        {lines.joint && lines.joint.bodies.length > 0 ? <JointFacts bodies={lines.joint.bodies} /> : null}
        {isEmpty(lines) ? (
          <Group>
            <Text c="dimmed">{t(`panel.none.${lines.line ?? 'plain'}`)}</Text>
          </Group>
        ) : null}
      </Stack>
      <MedicalDialog view={view} lines={lines} opened={open === 'medical'} onClose={close} />
      <TrafficDialog view={view} lines={lines} opened={open === 'traffic'} onClose={close} />
      <CompensationDialog view={view} lines={lines} opened={open === 'compensation'} onClose={close} />
      <ChargeDialog view={view} lines={lines} opened={open === 'charge'} onClose={close} />
      <WagesDialog view={view} lines={lines} opened={open === 'wages'} onClose={close} />
      <JointDialog view={view} lines={lines} opened={open === 'joint'} onClose={close} />
    </Section>
  );
}

const isEmpty = (lines: LinesView): boolean =>
  [lines.medical, lines.traffic, lines.charge, lines.wages, lines.compensation].every(
    (one) => one === null,
  ) && (lines.joint?.bodies.length ?? 0) === 0;
