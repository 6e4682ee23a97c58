import { useState } from 'react';
import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { ArchiveView } from '../../../../src-main/contract/mediation/archive.ts';
import type { DossierView } from '../../../../src-main/contract/mediation/dossier.ts';
import { civilDate, optionalText } from '../../../../src-main/contract/values.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { Loaded } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { useTermText } from './words.ts';

const archiveForm = z.strictObject({
  on: civilDate,
  room: optionalText(40),
  cabinet: optionalText(40),
  box: optionalText(40),
});

/** The last step of a case: into the archive, with what still stands in the way. */
export function ArchiveBox({ view, dossier }: { view: CaseView; dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const result = useRoute('mediation.readArchiving', { caseId: view.id });
  const [archiving, setArchiving] = useState(false);
  return (
    <Loaded result={result}>
      {({ blockers, archive }) => (
        <Stack gap="xs">
          <Group justify="space-between">
            <Title order={3}>{t('archive.title')}</Title>
            {blockers.length === 0 && may('mediation.archiveCase') ? (
              <Button
                size="xs"
                leftSection={<IconArchive size="1.1rem" aria-hidden />}
                onClick={() => setArchiving(true)}
              >
                {t('archive.archive')}
              </Button>
            ) : null}
          </Group>
          {archive ? <Archived archive={archive} /> : null}
          {blockers.length > 0 && blockers[0] !== 'alreadyArchived' ? (
            <div>
              <Text>{t('archive.blockers')}</Text>
              <List size="sm">
                {blockers.map((blocker) => (
                  <List.Item key={blocker}>{t(`archive.blocker.${blocker}`)}</List.Item>
                ))}
              </List>
            </div>
          ) : null}
          {archiving ? (
            <CommandDialog
              title={t('archive.dialog', { name: view.title })}
              submit={t('archive.confirm')}
              done={t('archive.done')}
              route="mediation.archiveCase"
              schema={archiveForm}
              defaults={{
                on: todayText(),
                room: archive?.room ?? '',
                cabinet: archive?.cabinet ?? '',
                box: archive?.box ?? '',
              }}
              draftKey={`archive:${view.id}`}
              input={({ on, ...location }) => ({
                caseId: view.id,
                version: dossier.version,
                on,
                location,
              })}
              onClose={() => setArchiving(false)}
            >
              <Alert color="yellow">{t('archive.warning')}</Alert>
              <div className={classes.fields}>
                <DateField name="on" label={t('archive.on')} emptyValue="" required />
                <TextField name="room" label={t('archive.room')} />
                <TextField name="cabinet" label={t('archive.cabinet')} />
                <TextField name="box" label={t('archive.box')} />
              </div>
            </CommandDialog>
          ) : null}
        </Stack>
      )}
    </Loaded>
  );
}

function Archived({ archive }: { archive: ArchiveView }) {
  const { t } = useTranslation('dossier');
  const termText = useTermText();
  const navigate = useNavigate();
  const place = [archive.room, archive.cabinet, archive.box].filter(Boolean).join(' / ');
  return (
    <>
      <Text>
        {t('archive.state', {
          number: archive.archiveNumber,
          on: dateText(archive.archivedOn),
          term: termText(archive.retention.term, archive.retention.years),
          place: place || t('archive.noPlace'),
        })}
      </Text>
      {archive.state === 'reopened' ? <Alert color="yellow">{t('archive.reopened')}</Alert> : null}
      {archive.state === 'destroyed' ? (
        <Alert color="gray">{t('archive.destroyed', { on: dateText(archive.destroyedOn) })}</Alert>
      ) : null}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => navigate({ page: 'archive', params: { text: archive.archiveNumber } })}
      >
        {t('archive.open')}
      </Button>
    </>
  );
}
