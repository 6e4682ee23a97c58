import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatPlace } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { instantText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';

/** What a case came from, when it was not typed here as a case: an enquiry, or a line of an old register. */
export function OriginPanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('register');
  const { t: te } = useTranslation('enquiries');
  const origin = useRoute('mediation.readCaseOrigin', { caseId });
  const { enquiry, imported } = origin.data ?? {};
  if (!enquiry && !imported) return null;
  return (
    <Section title={t('origin.title')} id="case-origin">
      <Stack gap="xs">
        {enquiry ? (
          <Anchor href={formatPlace({ page: 'enquiries', params: { id: enquiry.id } })}>
            {te('fromEnquiry', { kind: te('title'), number: enquiry.number })}
          </Anchor>
        ) : null}
        {imported ? (
          <>
            <Text>
              {t('origin.imported', {
                file: imported.fileName,
                line: imported.line,
                by: imported.importedBy,
                at: instantText(imported.importedAt),
              })}
            </Text>
            {imported.mediator === '' ? null : (
              <Text>{t('origin.mediator', { name: imported.mediator })}</Text>
            )}
            {imported.note === '' ? null : <Text>{t('origin.note', { note: imported.note })}</Text>}
          </>
        ) : null}
      </Stack>
    </Section>
  );
}
