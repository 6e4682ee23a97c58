import { useState } from 'react';
import type { PageProps } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { SubsidySheetEditor } from './SubsidySheetEditor.tsx';
import { SubsidySheetView } from './SubsidySheetView.tsx';

/** One subsidy sheet: `id` of one on file, or `new`. */
export function SubsidySheetPage({ params }: PageProps) {
  const { id } = params;
  return id === undefined || id === 'new' ? <SubsidySheetEditor /> : <OnFile key={id} id={id} />;
}

function OnFile({ id }: { id: string }) {
  const may = useMay();
  const sheet = useRoute('mediation.readSubsidySheet', { id });
  const [editing, setEditing] = useState(false);
  return (
    <Loaded result={sheet}>
      {(data) =>
        editing && may('mediation.saveSubsidySheet') ? (
          <SubsidySheetEditor sheet={data} onClose={() => setEditing(false)} />
        ) : (
          <SubsidySheetView sheet={data} onEdit={() => setEditing(true)} />
        )
      }
    </Loaded>
  );
}
