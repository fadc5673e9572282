/** Rows of the sample ERP by table; amounts are decimal text, instants ISO 8601, days `yyyy-mm-dd`. */
export interface CustomerRow {
  readonly customer_no: string;
  /** P person, C company, H household. */
  readonly customer_type: 'P' | 'C' | 'H';
  readonly name: string;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly tax_no: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly street: string | null;
  readonly district: string | null;
  readonly city: string | null;
  readonly postal_code: string | null;
  readonly country: string;
  readonly contact_name: string | null;
  readonly contact_title: string | null;
  readonly household_no: string | null;
  readonly sales_rep: string | null;
  readonly credit_limit: string | null;
  readonly currency: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface EmployeeRow {
  readonly employee_no: string;
  readonly name: string;
  readonly email: string;
  readonly region: string;
  readonly manager_no: string | null;
}

export interface ProductRow {
  readonly product_no: string;
  readonly name: string;
  readonly category: string;
  readonly unit: string;
  /** In TWD; other currencies are converted with a fixed factor per country. */
  readonly list_price: string;
  readonly currency: string;
  readonly discontinued: boolean;
}

export interface OrderRow {
  readonly order_no: string;
  readonly customer_no: string | null;
  readonly ordered_at: string;
  readonly status: 'open' | 'shipped' | 'cancelled';
  readonly sales_rep: string | null;
  readonly currency: string;
  readonly freight: string;
  readonly total: string;
  readonly required_on: string | null;
  readonly shipped_at: string | null;
  readonly ship_name: string | null;
  readonly ship_street: string | null;
  readonly ship_city: string | null;
  readonly ship_postal_code: string | null;
  readonly ship_country: string | null;
  readonly updated_at: string;
}

export interface OrderLineRow {
  readonly order_no: string;
  readonly line_no: number;
  readonly product_no: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly discount: string;
}

export interface InvoiceRow {
  readonly invoice_no: string;
  readonly order_no: string;
  readonly customer_no: string | null;
  readonly issued_at: string;
  readonly due_on: string;
  readonly currency: string;
  readonly total: string;
  readonly updated_at: string;
}

export interface PaymentRow {
  readonly payment_no: string;
  readonly invoice_no: string | null;
  readonly customer_no: string | null;
  readonly paid_at: string;
  readonly currency: string;
  readonly amount: string;
  readonly method: 'transfer' | 'card' | 'cash' | 'cheque';
}
