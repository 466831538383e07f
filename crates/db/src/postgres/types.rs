//! The six kinds in PostgreSQL's binary format.

use std::error::Error as StdError;

use base::Timestamp;
use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::Value;
use crate::row::Cell;

type Failure = Box<dyn StdError + Sync + Send>;

/// PostgreSQL counts microseconds from 2000-01-01.
const EPOCH_MICROS: i64 = 946_684_800_000_000;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match (self, ty) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Text(text), &(Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN))
            | (Self::Json(text), &Type::JSON) => out.put_slice(text.as_bytes()),
            (Self::Int(int), &Type::INT8) => out.put_i64(*int),
            (Self::Int(int), &Type::INT4) => out.put_i32(i32::try_from(*int)?),
            (Self::Int(int), &Type::INT2) => out.put_i16(i16::try_from(*int)?),
            (Self::Bool(truth), &Type::BOOL) => out.put_u8(u8::from(*truth)),
            (Self::Time(time), &Type::TIMESTAMPTZ) => {
                let micros = time.micros().checked_sub(EPOCH_MICROS);
                out.put_i64(micros.ok_or("the time is out of range")?);
            }
            (Self::Bytes(bytes), &Type::BYTEA) => out.put_slice(bytes),
            _ => return Err(format!("{} does not fit {ty}", self.kind()).into()),
        }
        Ok(IsNull::No)
    }

    /// Whether it fits depends on the value, so it is found when it is written.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Self::Int(i32::from_be_bytes(raw.try_into()?).into()),
            Type::INT2 => Self::Int(i16::from_be_bytes(raw.try_into()?).into()),
            Type::BOOL => Self::Bool(raw == [1]),
            Type::TIMESTAMPTZ => {
                let micros = i64::from_be_bytes(raw.try_into()?).checked_add(EPOCH_MICROS);
                Self::Time(Timestamp::from_micros(micros.ok_or("the time is out of range")?))
            }
            Type::BYTEA => Self::Bytes(raw),
            _ => Self::Text(std::str::from_utf8(raw)?),
        })
    }

    fn accepts(ty: &Type) -> bool {
        is_kind(ty)
    }
}

/// Whether a type is one of the six kinds, or close enough to be read as one.
pub(super) fn is_kind(ty: &Type) -> bool {
    [
        Type::INT8,
        Type::INT4,
        Type::INT2,
        Type::BOOL,
        Type::TIMESTAMPTZ,
        Type::BYTEA,
        Type::TEXT,
        Type::VARCHAR,
        Type::NAME,
        Type::UNKNOWN,
        Type::JSON,
    ]
    .contains(ty)
}
