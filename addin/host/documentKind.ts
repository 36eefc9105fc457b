// The kinds of sheet that Cuadre lays out.
export type DocumentKind = 'voucher' | 'opening';
