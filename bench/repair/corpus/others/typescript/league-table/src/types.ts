export interface Match {
  home: string;
  away: string;
  homeGoals: number;
  awayGoals: number;
}

export interface Row {
  team: string;
  played: number;
  won: number;
  drawn: number;
  lost: number;
  goalsFor: number;
  goalsAgainst: number;
  points: number;
}

export interface Fixture {
  home: string;
  away: string;
}
