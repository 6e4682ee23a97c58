import { useState } from 'react';
import { Alert, Button, Group, Stack, Stepper, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { ImportField, ImportFile } from '../../../../src-main/contract/mediation/register.ts';
import type { PageProps } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useJob } from '../../timebank/use-job.ts';
import { ImportReport } from './ImportReport.tsx';
import { JobProgress } from './JobProgress.tsx';
import { MappingTable } from './MappingTable.tsx';

/** Takes over an old register: choose the file, match its columns, read the report, write. Nothing is written before. */
export function ImportPage(_props: PageProps) {
  const { t } = useTranslation('register');
  const [file, setFile] = useState<ImportFile>();
  const [mapping, setMapping] = useState<(ImportField | null)[]>([]);
  const [assign, setAssign] = useState(false);
  const checking = useJob();
  const [checked, setChecked] = useState(false);
  const open = useCommand('mediation.openRegisterFile', {
    onDone: ({ file: opened }) => {
      if (!opened) return;
      setFile(opened);
      setMapping(opened.mapping);
      setChecked(false);
    },
  });
  const check = useCommand('mediation.checkImport', {
    onDone: ({ jobId }) => {
      setChecked(true);
      checking.follow(jobId);
    },
  });
  const done = checked && checking.job?.state === 'done';
  const step = !file ? 0 : !checked ? 1 : 2;
  const failed = checked && checking.job?.state === 'failed' ? checking.job.errorCode : null;

  return (
    <Page title={t('wizard.title')} subtitle={t('wizard.allOrNothing')}>
      <Stepper active={step} size="sm" allowNextStepsSelect={false} aria-label={t('wizard.title')}>
        <Stepper.Step label={t('wizard.file')} />
        <Stepper.Step label={t('wizard.mapping')} />
        <Stepper.Step label={t('wizard.report')} />
      </Stepper>
      <Section title={t('wizard.file')}>
        <Stack gap="sm" align="flex-start">
          <Text c="dimmed">{t('wizard.fileHint')}</Text>
          <Group gap="md">
            <Button
              leftSection={<IconFileImport size="1.1rem" aria-hidden />}
              variant={file ? 'default' : 'filled'}
              loading={open.pending}
              data-autofocus
              onClick={() => void open.run({})}
            >
              {file ? t('wizard.again') : t('wizard.choose')}
            </Button>
            {file ? (
              <Text role="status">{t('wizard.fileFacts', { name: file.name, n: file.lines })}</Text>
            ) : null}
          </Group>
        </Stack>
      </Section>
      {file && !checked ? (
        <MappingTable
          file={file}
          mapping={mapping}
          onChange={setMapping}
          assign={assign}
          onAssign={setAssign}
          pending={check.pending}
          onCheck={() => void check.run({ fileId: file.fileId, mapping, assignNumbers: assign })}
        />
      ) : null}
      {checked && checking.job?.state === 'running' ? (
        <JobProgress job={checking.job} label={t('wizard.checking')} onCancel={checking.cancel} />
      ) : null}
      {failed ? (
        <Alert color="red" role="alert">
          {t('wizard.failed', { message: errorMessage({ code: failed as ErrorCode, message: failed }) })}
        </Alert>
      ) : null}
      {file && done ? <ImportReport key={checking.job?.id} fileId={file.fileId} /> : null}
      {checked && checking.job?.state !== 'running' ? (
        <Group>
          <Button variant="subtle" onClick={() => setChecked(false)}>
            {t('wizard.back')}
          </Button>
        </Group>
      ) : null}
    </Page>
  );
}
