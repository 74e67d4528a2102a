export type Expression =
    | { type: "literal"; value: number | string }
    | { type: "name"; name: string }
    | { type: "unary"; operator: string; operand: Expression }
    | { type: "binary"; operator: string; left: Expression; right: Expression }
    | { type: "call"; name: string; args: Expression[] };
