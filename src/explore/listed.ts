const NAMES_SHOWN = 3;

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most = NAMES_SHOWN): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
