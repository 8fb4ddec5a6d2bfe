declare module "virtual:routes" {
  export const routes: readonly import("@/server/api-front").ApiRoute[];
}
