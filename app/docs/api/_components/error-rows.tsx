import type { OperationView } from "@/lib/docs/reference";

export function ErrorRows({ errors }: Pick<OperationView, "errors">) {
  return (
    <dl className="error-rows">
      {errors.map(({ status, description, details }) => (
        <div key={status}>
          <dt>{status}</dt>
          <dd>
            {description}
            {details.map((each) => (
              <code key={each}>{each}</code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
