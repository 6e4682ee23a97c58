import { useState } from 'react';
import { useMay } from '../../bridge/session.tsx';
import { useRoute } from '../../bridge/queries.ts';
import { Loaded, Loading } from '../../ui/states.tsx';
import { SheetEditor } from './SheetEditor.tsx';
import { SheetView } from './SheetView.tsx';

/**
 * One sign-in sheet: `id` of one on file, or `new`; a new one may be filled from the list of an activity (`activity`,
 * with `part` for a further sheet of it) or from a printed sheet (`print`).
 */
export function SheetPage({ params }: { params: Record<string, string> }) {
  const { id, activity, print, part = '' } = params;
  if (id !== undefined && id !== 'new') return <SheetOnFile key={id} id={id} />;
  if (activity !== undefined)
    return (
      <FilledSheet
        key={`${activity}:${part}`}
        asked={{ activityId: activity }}
        source={{ key: part === '' ? `activity:${activity}` : `activity:${activity}:${part}`, part }}
      />
    );
  if (print !== undefined)
    return (
      <FilledSheet key={print} asked={{ signSheetId: print }} source={{ key: `print:${print}`, part: '' }} />
    );
  return <SheetEditor key="new" />;
}

function FilledSheet({
  asked,
  source,
}: {
  asked: { activityId: string } | { signSheetId: string };
  source: { key: string; part: string };
}) {
  // Read once: a list that changes while the sheet is typed must not throw typed lines away.
  const prepared = useRoute('timebank.prepareSheet', asked, { staleTime: 0 });
  const [first, setFirst] = useState<typeof prepared.data>();
  if (prepared.data && !prepared.isFetching && !first) setFirst(prepared.data);
  if (first) return <SheetEditor source={{ ...source, prepared: first }} />;
  return <Loaded result={prepared}>{() => <Loading />}</Loaded>;
}

function SheetOnFile({ id }: { id: string }) {
  const may = useMay();
  const sheet = useRoute('timebank.readSheet', { id });
  const [editing, setEditing] = useState(false);
  return (
    <Loaded result={sheet}>
      {(data) =>
        editing && may('timebank.saveSheet') ? (
          <SheetEditor sheet={data} onClose={() => setEditing(false)} />
        ) : (
          <SheetView sheet={data} onEdit={() => setEditing(true)} />
        )
      }
    </Loaded>
  );
}
