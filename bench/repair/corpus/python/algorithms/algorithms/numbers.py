"""Small number theory."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def primes_up_to(limit):
    """All primes that are not greater than limit."""
    if limit < 2:
        return []
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    n = 2
    while n * n <= limit:
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
        n += 1
    return [n for n, prime in enumerate(is_prime) if prime]


def prime_factors(n):
    """Prime factors in ascending order, repeated as often as they divide n."""
    if n < 1:
        raise ValueError("only positive numbers have prime factors")
    factors = []
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors.append(divisor)
            n //= divisor
        divisor += 1
    if n > 1:
        factors.append(n)
    return factors


def to_base(number, base):
    """Digits of an integer in a base from 2 to 36, with a leading minus if it is negative."""
    if not 2 <= base <= 36:
        raise ValueError(f"base {base} is not between 2 and 36")
    if number == 0:
        return "0"
    if number < 0:
        return "-" + to_base(-number, base)
    digits = []
    while number > 0:
        number, digit = divmod(number, base)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))


def power_mod(base, exponent, modulus):
    """base ** exponent % modulus for exponent >= 0, by repeated squaring."""
    result = 1 % modulus
    base %= modulus
    while exponent > 0:
        if exponent % 2 == 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent //= 2
    return result
