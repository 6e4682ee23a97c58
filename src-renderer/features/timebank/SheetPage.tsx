import { useState } from 'react';
import { useMay } from '../../bridge/session.tsx';
import { useRoute } from '../../bridge/queries.ts';
import { Loaded } from '../../ui/states.tsx';
import { SheetEditor } from './SheetEditor.tsx';
import { SheetView } from './SheetView.tsx';

/** One sign-in sheet: `id` of one on file, or `new`. */
export function SheetPage({ params }: { params: Record<string, string> }) {
  const { id } = params;
  return id === undefined || id === 'new' ? <SheetEditor /> : <SheetOnFile key={id} id={id} />;
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
