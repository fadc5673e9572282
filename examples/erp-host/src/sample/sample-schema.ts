/**
 * Tables of the sample ERP, as an ERP of its own would have them: its own schema, names, keys and free-text statuses,
 * nothing that knows of a CRM. One statement per entry.
 */
export const sampleSchema: readonly string[] = [
  'create schema if not exists erp',
  `create table if not exists erp.employees (
    employee_no text primary key,
    name text not null,
    email text not null,
    region text not null,
    manager_no text
  )`,
  `create table if not exists erp.products (
    product_no text primary key,
    name text not null,
    category text not null,
    unit text not null,
    list_price numeric(12,2) not null,
    currency char(3) not null,
    discontinued boolean not null
  )`,
  `create table if not exists erp.customers (
    customer_no text primary key,
    customer_type char(1) not null,
    name text not null,
    given_name text,
    family_name text,
    tax_no text,
    birth_date date,
    email text,
    phone text,
    mobile text,
    street text,
    district text,
    city text,
    postal_code text,
    country char(2) not null,
    contact_name text,
    contact_title text,
    household_no text,
    sales_rep text,
    credit_limit numeric(14,2),
    currency char(3) not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create table if not exists erp.orders (
    order_no text primary key,
    customer_no text references erp.customers,
    ordered_at timestamptz(3) not null,
    status text not null,
    sales_rep text,
    currency char(3) not null,
    freight numeric(12,2) not null,
    total numeric(14,2) not null,
    required_on date,
    shipped_at timestamptz(3),
    ship_name text,
    ship_street text,
    ship_city text,
    ship_postal_code text,
    ship_country char(2),
    updated_at timestamptz(3) not null
  )`,
  `create table if not exists erp.order_lines (
    order_no text not null references erp.orders,
    line_no integer not null,
    product_no text not null references erp.products,
    quantity numeric(12,3) not null,
    unit_price numeric(14,2) not null,
    discount numeric(4,2) not null,
    primary key (order_no, line_no)
  )`,
  `create table if not exists erp.invoices (
    invoice_no text primary key,
    order_no text not null references erp.orders,
    customer_no text references erp.customers,
    issued_at timestamptz(3) not null,
    due_on date not null,
    currency char(3) not null,
    total numeric(14,2) not null,
    updated_at timestamptz(3) not null
  )`,
  `create table if not exists erp.payments (
    payment_no text primary key,
    invoice_no text references erp.invoices,
    customer_no text references erp.customers,
    paid_at timestamptz(3) not null,
    currency char(3) not null,
    amount numeric(14,2) not null,
    method text not null
  )`,
  'create index if not exists orders_customer on erp.orders (customer_no)',
  'create index if not exists invoices_customer on erp.invoices (customer_no)',
  'create index if not exists payments_customer on erp.payments (customer_no)',
];
