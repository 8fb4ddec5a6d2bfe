import type { Config } from "tailwindcss";

function tone(name: string) {
  return {
    DEFAULT: `var(--${name})`,
    fill: `var(--${name}-fill)`,
    soft: `var(--${name}-soft)`,
    line: `var(--${name}-line)`,
  };
}

function surface(name: string) {
  return { DEFAULT: `var(--${name})`, foreground: `var(--${name}-foreground)` };
}

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: {
        background: "var(--background)",
        foreground: "var(--foreground)",
        subtle: "var(--subtle)",
        selected: "var(--selected)",
        border: "var(--border)",
        input: "var(--input)",
        control: "var(--control)",
        ring: "var(--ring)",
        card: surface("card"),
        popover: surface("popover"),
        primary: surface("primary"),
        secondary: surface("secondary"),
        muted: surface("muted"),
        accent: surface("accent"),
        sidebar: surface("sidebar"),
        brand: tone("brand"),
        success: tone("success"),
        warning: tone("warning"),
        info: tone("info"),
        destructive: { ...tone("destructive"), foreground: "var(--destructive-foreground)" },
        chart: {
          1: "var(--chart-1)",
          2: "var(--chart-2)",
          3: "var(--chart-3)",
          4: "var(--chart-4)",
          5: "var(--chart-5)",
        },
      },
      borderRadius: {
        sm: "calc(var(--radius) - 4px)",
        md: "calc(var(--radius) - 2px)",
        lg: "var(--radius)",
        xl: "calc(var(--radius) + 4px)",
      },
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "SFMono-Regular", "monospace"],
      },
      fontSize: {
        xs: ["0.75rem", { lineHeight: "1rem" }],
        sm: ["0.8125rem", { lineHeight: "1.25rem" }],
        base: ["0.875rem", { lineHeight: "1.375rem" }],
        lg: ["1rem", { lineHeight: "1.5rem" }],
        xl: ["1.125rem", { lineHeight: "1.625rem" }],
        "2xl": ["1.375rem", { lineHeight: "1.75rem", letterSpacing: "-0.015em" }],
      },
      boxShadow: {
        raised: "var(--shadow-raised)",
        floating: "var(--shadow-floating)",
      },
    },
  },
} satisfies Config;
