import { useRouter } from "next/navigation";
import { z } from "zod";
import { deleteProduct, updateProduct } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/form-fields";
import { blankIsNull } from "@/components/form/use-verb-form";
import { counted } from "@/components/format";
import { toast } from "@/components/toast";
import { type ProductView, productContracts } from "@/lib/contracts/product/contracts";
import { impactFacts } from "./impact-facts";
import { useProductImpact } from "./use-impact";

const { name, description, icon } = productContracts.create.input.shape;

const schema = z.object({
  name,
  description: blankIsNull.pipe(description.unwrap()),
  icon: blankIsNull.pipe(icon.unwrap()),
});

type Values = z.input<typeof schema>;

type ProductDialogProps = { product: ProductView; open: boolean; onClose: () => void };

export function EditProductDialog({ product, ...dialog }: ProductDialogProps) {
  return (
    <FormDialog
      {...dialog}
      title="Edit product"
      schema={schema}
      values={{
        name: product.name,
        description: product.description ?? "",
        icon: product.icon ?? "",
      }}
      act={(input) => updateProduct({ id: product.id, ...input })}
      told={() => ({ title: "Saved" })}
      submitLabel="Save"
    >
      <TextField<Values> name="name" label="Name" required />
      <TextField<Values> name="description" label="Description" optional multiline />
      <TextField<Values> name="icon" label="Icon" optional hint="One emoji." className="w-24" />
    </FormDialog>
  );
}

export function DeleteProductDialog({ product, ...dialog }: ProductDialogProps) {
  const router = useRouter();
  const { surfaces, capabilities } = product;
  const impact = useProductImpact(product, dialog.open);
  const items = surfaces.flatMap((surface) => surface.items);
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete “${product.name}”?`}
      description={
        <>
          This permanently deletes {counted(capabilities.length, "capability", "capabilities")},{" "}
          {counted(surfaces.length, "surface")}, {counted(items.length, "endpoint")} and all their
          keys. Requests with these keys will fail with 401. Flows are not deleted.
        </>
      }
      facts={impactFacts(impact)}
      subject={product.id}
      typeToConfirm={product.name}
      act={() => deleteProduct({ id: product.id })}
      onDone={({ removed }) => {
        toast.success("Product deleted", {
          description: `${counted(removed.keys, "key")} deleted with it.`,
        });
        router.push("/products");
      }}
    />
  );
}
