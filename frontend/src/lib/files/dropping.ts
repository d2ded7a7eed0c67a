/** Lets files be dropped on an element, or pasted into it. */
import type { Attachment } from 'svelte/attachments';

export function takesFiles(take: (files: FileList) => void): Attachment<HTMLElement> {
  return (element) => {
    let depth = 0;
    const mark = (on: boolean) => element.toggleAttribute('data-dropping', on);
    const has = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

    const enter = (event: DragEvent) => {
      if (!has(event)) return;
      event.preventDefault();
      depth += 1;
      mark(true);
    };
    const over = (event: DragEvent) => {
      if (has(event)) event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      if (!has(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) mark(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      mark(false);
      const files = event.dataTransfer?.files;
      if (!files?.length) return;
      event.preventDefault();
      take(files);
    };
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files;
      if (!files?.length) return;
      event.preventDefault();
      take(files);
    };

    element.addEventListener('dragenter', enter);
    element.addEventListener('dragover', over);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    element.addEventListener('paste', paste);
    return () => {
      element.removeEventListener('dragenter', enter);
      element.removeEventListener('dragover', over);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
      element.removeEventListener('paste', paste);
    };
  };
}
