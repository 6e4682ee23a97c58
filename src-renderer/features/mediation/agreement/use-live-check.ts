import { useDebouncedValue } from '@mantine/hooks';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { forChecking } from '../for-checking.ts';
import { typedAgreement, type AgreementForm } from './agreement-form.ts';

const CHECK_PAUSE_MS = 350;
const PREVIEW_PAUSE_MS = 600;

/** The checker’s remarks and the page as it would be printed, a moment after the typing stops. */
export function useLiveCheck(caseId: string, values: AgreementForm, withPreview: boolean) {
  const may = useMay();
  const mayAsk = may('mediation.checkAgreement');
  const [forCheck] = useDebouncedValue(values, CHECK_PAUSE_MS);
  const [forPreview] = useDebouncedValue(values, PREVIEW_PAUSE_MS);
  const check = useRoute(
    'mediation.checkAgreement',
    { caseId, agreement: forChecking(typedAgreement(forCheck)) },
    { keepPrevious: true, staleTime: 5_000, enabled: mayAsk },
  );
  const preview = useRoute(
    'mediation.previewPaper',
    { caseId, paper: 'agreement', agreement: forChecking(typedAgreement(forPreview)) },
    { keepPrevious: true, staleTime: 5_000, enabled: mayAsk && withPreview },
  );
  return { check, preview };
}
