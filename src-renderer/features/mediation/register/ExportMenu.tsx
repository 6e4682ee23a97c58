import { useEffect, useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { CaseViewBody } from '../../../../src-main/contract/mediation/register.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { notifyDone, notifyError } from '../../../ui/notify.ts';
import { useJob } from '../../timebank/use-job.ts';

/** Everything that the filter shows as a spreadsheet: made by a job, then saved where the person chooses. */
export function ExportMenu({ view }: { view: CaseViewBody }) {
  const { t } = useTranslation('register');
  const { job, follow, cancel } = useJob();
  const [asked, setAsked] = useState<string>();
  const start = useCommand('mediation.exportCases', { onDone: ({ jobId }) => follow(jobId) });
  const { run: save } = useCommand('mediation.saveExport', {
    onDone: ({ savedAs, rows }) =>
      notifyDone(savedAs === null ? t('exportCancelled') : t('exportSaved', { n: rows, file: savedAs })),
  });
  useEffect(() => {
    if (!job || job.state === 'running' || job.id === asked) return;
    setAsked(job.id);
    if (job.state === 'done') void save({ jobId: job.id });
    if (job.state === 'failed') {
      const code = (job.errorCode ?? 'internal') as ErrorCode;
      notifyError({ code, message: t('exportFailed', { message: errorMessage({ code, message: code }) }) });
    }
  }, [job, asked, save, t]);

  if (job?.state === 'running') {
    return (
      <Button variant="default" size="sm" loading={false} onClick={cancel}>
        {`${t('exporting')} ${t('exportProgress', { done: job.done, total: job.total })} · ${t('common:action.cancel')}`}
      </Button>
    );
  }
  const run = (format: 'xlsx' | 'csv') => void start.run({ ...view, format });
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          loading={start.pending}
          leftSection={<IconDownload size="1.1rem" aria-hidden />}
        >
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => run('xlsx')}>{t('exportXlsx')}</Menu.Item>
        <Menu.Item onClick={() => run('csv')}>{t('exportCsv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
