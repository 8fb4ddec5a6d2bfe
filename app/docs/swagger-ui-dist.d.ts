declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  type Options = {
    domNode: HTMLElement;
    url: string;
    validatorUrl: null;
    persistAuthorization: boolean;
    deepLinking: boolean;
    filter: boolean;
    docExpansion: "list" | "full" | "none";
    defaultModelsExpandDepth: number;
    syntaxHighlight: { activated: boolean; theme: string };
    layout: string;
    plugins: readonly unknown[];
    requestInterceptor: (request: { url: string }) => { url: string };
    onComplete: () => void;
  };

  function draw(options: Options): unknown;
  export = draw;
}
