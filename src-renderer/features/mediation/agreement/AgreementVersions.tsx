import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { routes } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextArea } from '../../../ui/form/fields.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { TerminateDialog } from '../TerminateDialog.tsx';

type Versions = RouteOutput<'mediation.readAgreementVersions'>;
type Version = Versions['versions'][number];
type Open = 'withdraw' | 'replace' | 'restore' | 'terminate';

const withdrawal = routes['mediation.withdrawAgreement'].input.pick({ reason: true });
const replacement = routes['mediation.replaceAgreement'].input.pick({ cause: true, on: true, reason: true });
const restoration = routes['mediation.restoreAgreement'].input.pick({});

/** Agreements that gave way to a later one, and the ways by which the one at hand may: each only when it is open. */
export function AgreementVersions({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const result = useRoute(
    'mediation.readAgreementVersions',
    { caseId: view.id },
    { enabled: view.agreement !== null },
  );
  const [open, setOpen] = useState<Open>();
  const [paper, setPaper] = useState<{ id: string; title: string }>();
  if (!result.data || !view.agreement) return null;
  const { versions, may: now, replace } = result.data;
  const button = (name: Open, label: string, shown: boolean) =>
    shown ? (
      <Button variant="default" size="xs" onClick={() => setOpen(name)}>
        {label}
      </Button>
    ) : null;
  return (
    <Stack gap="xs" mt={versions.length > 0 ? 'sm' : 0}>
      {versions.length > 0 ? (
        <ul aria-label={t('versions.title')}>
          {versions.map((one) => (
            <li key={one.id}>
              <Group gap="xs">
                <Text>{versionText(one, t)}</Text>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() =>
                    setPaper({ id: one.documentId, title: `${t('papers.agreement')} ${one.number}` })
                  }
                >
                  {t('papers.view', { title: one.number })}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      ) : null}
      <Group gap="xs">
        {button('withdraw', t('versions.withdraw'), now.withdraw && may('mediation.withdrawAgreement'))}
        {button('replace', t('versions.replace'), replace.length > 0 && may('mediation.replaceAgreement'))}
        {button('restore', t('versions.restore'), now.restore && may('mediation.restoreAgreement'))}
        {button(
          'terminate',
          t('case.terminate'),
          replace.includes('rejected') && may('mediation.terminateCase'),
        )}
      </Group>
      <VersionDialog view={view} open={open} causes={replace} onClose={() => setOpen(undefined)} />
      <DocumentDialog document={paper} onClose={() => setPaper(undefined)} />
    </Stack>
  );
}

function versionText(one: Version, t: ReturnType<typeof useTranslation<'mediation'>>['t']): string {
  return t('versions.line', {
    number: one.number,
    date: dateText(one.endedOn),
    ending: one.restored ? t('versions.restored') : t(`versions.endings.${one.ending}`),
    reason: one.reason,
  });
}

interface VersionDialogProps {
  view: CaseView;
  open: Open | undefined;
  causes: Versions['replace'];
  onClose(): void;
}

function VersionDialog({ view, open, causes, onClose }: VersionDialogProps) {
  const { t } = useTranslation('mediation');
  const target = { caseId: view.id, version: view.agreement?.version ?? 1 };
  const common = { version: target.version, onClose };
  if (open === 'withdraw') {
    return (
      <CommandDialog
        title={t('versions.withdraw')}
        submit={t('versions.withdraw')}
        done={t('versions.withdrawn')}
        route="mediation.withdrawAgreement"
        schema={withdrawal}
        defaults={{ reason: '' }}
        draftKey={`withdrawAgreement:${view.id}`}
        input={({ reason }) => ({ ...target, reason })}
        danger
        {...common}
      >
        <Text>{t('versions.withdrawText')}</Text>
        <TextArea name="reason" label={t('versions.reason')} required autoFocus />
      </CommandDialog>
    );
  }
  if (open === 'replace') {
    return (
      <CommandDialog
        title={t('versions.replace')}
        submit={t('versions.replace')}
        done={t('versions.replacing')}
        route="mediation.replaceAgreement"
        schema={replacement}
        defaults={{
          cause: causes.includes('rejected') ? 'rejected' : 'consent',
          on: todayText(),
          reason: '',
        }}
        draftKey={`replaceAgreement:${view.id}`}
        input={({ cause, on, reason }) => ({ ...target, cause, on, reason })}
        {...common}
      >
        <Text>{t('versions.replaceText')}</Text>
        <SelectField
          name="cause"
          label={t('versions.cause')}
          choices={causes.map((value) => ({ value, label: t(`versions.endings.${value}`) }))}
          searchable={false}
          required
        />
        <DateField name="on" label={t('versions.on')} emptyValue="" required />
        <TextArea name="reason" label={t('versions.reason')} required />
      </CommandDialog>
    );
  }
  if (open === 'restore') {
    return (
      <CommandDialog
        title={t('versions.restore')}
        submit={t('versions.restore')}
        done={t('versions.isRestored')}
        route="mediation.restoreAgreement"
        schema={restoration}
        defaults={{}}
        draftKey={`restoreAgreement:${view.id}`}
        input={() => target}
        danger
        {...common}
      >
        <Text>{t('versions.restoreText')}</Text>
      </CommandDialog>
    );
  }
  return <TerminateDialog view={view} opened={open === 'terminate'} onClose={onClose} />;
}
