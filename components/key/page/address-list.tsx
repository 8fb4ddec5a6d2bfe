/** Where a key may be used from. */
export function AddressList({ of: addresses }: { of: readonly string[] }) {
  if (addresses.length === 0) return "Any address";
  return (
    <ul className="grid gap-0.5 font-mono text-xs">
      {addresses.map((address) => (
        <li key={address}>{address}</li>
      ))}
    </ul>
  );
}
