import { EyeIcon, EyeOffIcon } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useFormContext } from "react-hook-form";
import { cn } from "@/components/cn";
import { FormField } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { Input } from "@/components/ui/input";

type Values = { name: string; email: string; password: string };

export function NameField() {
  return (
    <TextField<Values>
      name="name"
      label="Name"
      required
      autoComplete="name"
      autoFocus
      className="h-9"
    />
  );
}

export function EmailField({ autoFocus }: { autoFocus?: boolean }) {
  return (
    <TextField<Values>
      name="email"
      label="Email"
      required
      type="email"
      autoComplete="username"
      autoFocus={autoFocus}
      className="h-9"
    />
  );
}

export function PasswordField({ isNew }: { isNew: boolean }) {
  const { register, formState } = useFormContext<Values>();
  return (
    <FormField
      label="Password"
      required
      hint={
        isNew ? "At least 8 characters. A few unrelated words are easy to remember." : undefined
      }
      error={formState.errors.password?.message}
    >
      {(control) => (
        <PasswordInput
          {...control}
          {...register("password")}
          autoComplete={isNew ? "new-password" : "current-password"}
          className="h-9"
        />
      )}
    </FormField>
  );
}

/** A password field whose text can be shown. */
function PasswordInput({ id, className, ...props }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        id={id}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className={cn("pr-18", className)}
        {...props}
      />
      <button
        type="button"
        aria-controls={id}
        aria-pressed={shown}
        onClick={() => setShown((was) => !was)}
        className="absolute inset-y-1 right-1 flex items-center gap-1 rounded-sm px-2 text-xs font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground"
      >
        {shown ? <EyeOffIcon aria-hidden className="size-3.5" /> : null}
        {shown ? null : <EyeIcon aria-hidden className="size-3.5" />}
        Show
      </button>
    </div>
  );
}
