const HEAD = ["SvgAssets", "errors", "InfoContainer", "AuthorizeBtnContainer", "FilterContainer"];

/** Swagger UI brings a React of its own; its parts can only be put together with that one. */
type System = {
  React: { createElement(type: unknown, props: object | null, ...children: unknown[]): unknown };
};

type LayoutProps = { getComponent(name: string, isContainer: boolean): unknown };

/** Swagger UI's parts without its own landmarks, and without the choice of servers: there is one. */
export function referenceLayout({ React }: System) {
  return {
    components: {
      reference: ({ getComponent }: LayoutProps) =>
        React.createElement(
          "div",
          { className: "swagger-ui" },
          ...HEAD.map((name) => React.createElement(getComponent(name, true), null)),
          React.createElement("h2", { className: "sr-only" }, "Routes"),
          React.createElement(getComponent("operations", true), null),
        ),
    },
  };
}
